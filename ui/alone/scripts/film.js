// How the maps came to be: the app's film of both recorded trainings. It is unpacked when the visitor opens it.

const filmName = ({ name }) => `film-${name}` // of the parcel of a training

// Digits are decoded in the scales of that layer: in a square that holds an AE's far codes a VAE's decoder draws rubble.
function showFilm(mapScale) {
  const { filmlayer } = settings
  const scale = facts.scales[filmlayer].includes(mapScale) ? mapScale : facts.close
  const box = byId("film-box")
  if (box.open !== (settings.film === "1")) box.open = settings.film === "1"
  if (!box.open) return
  const packs = packsHere([...facts.maps.map(filmName), ...facts.maps.map(({ name }) => name)])
  if (!packs) return
  facts.maps.forEach((row, m) => asRecorded(packs[m], lab.packs.get(row.name)))
  showChoice("film-layer", settings.filmlayer)
  roots.film ??= shadowIn("film", "film")
  filmComponent({
    data: {
      tracks: facts.maps.map((row) => ({ ...row, pack: wantedPack(filmName(row)), view: facts.film[scale][row.title] })),
      layer: settings.filmlayer,
      at: Number(settings.step),
      colors: facts.colors,
      keeps: true,
      coming: false,
    },
    parentElement: roots.film,
    setTriggerValue: answer((step) => set({ step: String(step) })),
  })
}

function buildFilm() {
  bindChoice("film-layer", "filmlayer")
  byId("film-box").ontoggle = ({ target }) => {
    if (target.open !== (settings.film === "1")) set({ film: target.open ? "1" : "" })
  }
}
