// Completes what is typed, and keeps searches in this browser; without it the page works all the same.
const KEY = "lotse.suchen";
const MOST = 30;
const WAIT = 150;

const field = document.querySelector("#q");
const offers = document.querySelector("#vorschlaege");
const list = document.querySelector("#gemerkt ul");
const button = document.querySelector("#merken");
const notice = document.querySelector("#gemerkt-meldung");

function kept() {
  try {
    const read = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(read) ? read.filter((one) => one.address?.startsWith("/suche?")) : [];
  } catch {
    return [];
  }
}

function keep(searches) {
  try {
    localStorage.setItem(KEY, JSON.stringify(searches.slice(0, MOST)));
    return true;
  } catch {
    return false;
  }
}

function entry(search) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = search.address;
  link.textContent = search.name;
  const remove = document.createElement("button");
  remove.type = "button";
  remove.className = "leise-knopf";
  remove.textContent = "Löschen";
  remove.setAttribute("aria-label", `Gemerkte Suche ${search.name} löschen`);
  remove.addEventListener("click", () => {
    keep(kept().filter((one) => one.address !== search.address));
    show();
    field.focus();
  });
  item.append(link, " ", remove);
  return item;
}

function show() {
  const searches = kept();
  list.replaceChildren(...searches.map(entry));
  list.parentElement.hidden = searches.length === 0;
}

function remember() {
  const { name, adresse: address } = button.dataset;
  const done = keep([{ name, address }, ...kept().filter((one) => one.address !== address)]);
  notice.textContent = done ? "Gemerkt. Die Liste steht unten." : "Ihr Browser erlaubt das Speichern nicht.";
  show();
}

async function complete() {
  const begin = field.value.trim();
  if (begin.length < 2) return;
  const answer = await fetch(`/api/suggestions?${new URLSearchParams({ begin })}`).catch(() => null);
  if (!answer?.ok || begin !== field.value.trim()) return;
  const { suggestions } = await answer.json();
  offers.replaceChildren(...suggestions.map((one) => new Option(one, one)));
}

let waiting;
field.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(complete, WAIT);
});
if (button) {
  button.parentElement.hidden = false;
  button.addEventListener("click", remember);
}
show();
