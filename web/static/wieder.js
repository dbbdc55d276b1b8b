// Fills in again, after signing in, a form that was refused because the session had ended; never passwords or files.
// Without this file the page that refused it shows what stood in it, to be copied.
const KEPT = "lotse-eingetragen";
const WHO = "lotse-konto"; // who was signed in last in this window: nobody else finds what somebody entered
const LONGEST = 60 * 60 * 1000;
const NEVER = ["password", "file", "submit", "button"];
const STATES = ["fassung", "gezeigt"]; // what the form showed: nothing that was changed meanwhile is taken back

function keep(entered) {
  const fields = [...entered.querySelectorAll("input")].map((one) => [one.name, one.value]);
  const { seite, ziel, hinweis } = entered.dataset;
  const konto = sessionStorage.getItem(WHO);
  sessionStorage.setItem(KEPT, JSON.stringify({ seite, ziel, hinweis, konto, fields, at: Date.now() }));
  document.querySelector(".nur-mit-skript").hidden = false;
  document.getElementById("abschreiben").hidden = true;
}

// Several forms may lead to one address: it is the one that has all fields, and says the same in the hidden ones.
function isThatForm(form, ziel, values) {
  const action = new URL(form.getAttribute("action") || location.pathname, location).pathname;
  if (form.method !== "post" || action !== ziel) return false;
  return [...values].every(([name, sent]) => {
    const field = form.elements[name];
    return field && (field.type !== "hidden" || STATES.includes(name) || sent.includes(field.value));
  });
}

function fill(form, values) {
  for (const one of form.elements) {
    const sent = values.get(one.name);
    if (NEVER.includes(one.type) || (one.type === "hidden" && !STATES.includes(one.name))) continue;
    if (one.type === "checkbox") one.checked = Boolean(sent?.includes(one.value));
    else if (!sent) continue;
    else if (one.type === "radio") one.checked = sent.includes(one.value);
    else one.value = sent[0];
  }
}

function bringBack(account) {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  sessionStorage.setItem(WHO, account);
  if (!kept) return;
  const over = kept.konto !== account || Date.now() - kept.at > LONGEST;
  const here = kept.seite === location.pathname;
  if (over || here) sessionStorage.removeItem(KEPT);
  if (over || !here) return;
  const values = new Map();
  for (const [name, value] of kept.fields) values.set(name, [...(values.get(name) ?? []), value]);
  const form = [...document.querySelectorAll("main form")].find((one) => isThatForm(one, kept.ziel, values));
  if (!form) return;
  fill(form, values);
  const told = document.createElement("p");
  told.className = "hinweis";
  told.tabIndex = -1;
  told.textContent = kept.hinweis;
  form.before(told);
  for (let around = form.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
  told.focus();
}

function forget() {
  for (const one of [KEPT, WHO]) sessionStorage.removeItem(one);
}

const entered = document.getElementById("eingetragen");
const account = document.querySelector(".konto");
if (entered) keep(entered);
else if (account) bringBack(account.dataset.konto);
for (const form of document.querySelectorAll('form[action="/abmelden"]')) form.addEventListener("submit", forget);
