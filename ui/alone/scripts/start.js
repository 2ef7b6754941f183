// Builds the page when its text is here; models come further down in it and are unpacked as they are wanted.

for (const which of ["a", "b"]) buildInput(which)
buildShell()
buildReconstruct()
buildComponents()
buildFilm()
buildSample()
buildBlend()
buildFedBack()
buildBeta()
readAddress()
onPack(refresh)
bring("judge")
openLesson(settings.lesson, false)
byId("trouble").hidden = true // it stands in the page for a browser that doesn't come as far as this
if (!canInflate()) sayTrouble()
addEventListener("DOMContentLoaded", () => byId("whole") || sayTrouble()) // the last element of the page
