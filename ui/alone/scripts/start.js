// Builds the page when its text is here; models come further down in it and are unpacked as they are wanted.

for (const which of ["a", "b"]) buildInput(which)
buildShell()
buildReconstruct()
buildComponents()
buildSample()
buildBlend()
buildBeta()
const named = facts.lessons.find((lesson) => location.pathname.endsWith(`-${lesson}.html`)) // as the app names a file that is taken along
if (named) settings.lesson = named
if (location.hash) readAddress()
onPack(refresh)
lab.coming.add("judge") // it is no file that could be fetched
openLesson(settings.lesson, false)
packNamed("judge").then((pack) => arrive("judge", pack))
