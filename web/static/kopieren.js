// Copies rows of the dossier or citations; without it the field can be selected and copied by hand.
const button = document.querySelector("#kopieren");
const field = document.querySelector("#kopie");
const notice = document.querySelector("#kopiert");

async function copy() {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    notice.textContent = "Kopiert.";
  } catch {
    notice.textContent = "Der Text ist markiert. Bitte kopieren Sie ihn.";
  }
}

if (button) {
  button.parentElement.hidden = false;
  button.addEventListener("click", copy);
}
