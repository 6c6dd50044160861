// Two small comforts of every form. Without them everything still works.

// A form marked data-once is sent once, however often its button is pressed.
// The words of the attribute replace the button's while one waits.
function sendOnce(form: HTMLFormElement): void {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) {
      event.preventDefault();
      return;
    }
    sent = true;
    const button = form.querySelector<HTMLButtonElement>("button:not([name])");
    button?.setAttribute("aria-disabled", "true");
    if (button && form.dataset.once) button.textContent = form.dataset.once;
  });
  // Coming back with the browser's arrow, the form can be sent again.
  window.addEventListener("pageshow", () => { sent = false; });
}

// A form marked data-draft keeps what is typed on this device until the server
// has it. The name of the draft holds the person's number, so that two people of
// one mairie do not read each other's. A draft written over an earlier version
// is sent as such: the server then shows both texts.
function keepDraft(form: HTMLFormElement): void {
  const key = draftKey(form.dataset.draft!);
  const base = form.querySelector<HTMLInputElement>("input[name=base]");
  const areas = [...form.querySelectorAll<HTMLTextAreaElement>("textarea")];
  const status = form.querySelector<HTMLElement>(".draft");
  const say = (words: string) => { if (status) status.textContent = words; };
  const texts = () => areas.map((a) => a.value);

  const kept = read(key);
  if (kept && same(kept.texts, texts())) {
    forget(key);
  } else if (kept && kept.texts.length === areas.length && !document.querySelector("[role=alert]")) {
    areas.forEach((a, i) => { a.value = kept.texts[i]; });
    if (base) base.value = kept.base;
    say("Brouillon retrouvé sur cet appareil. Il n’est pas encore envoyé.");
  }
  let timer = 0;
  const keep = () => {
    timer = 0;
    if (!write(key, { base: base?.value ?? "", texts: texts() })) return;
    const now = new Date();
    say(`Brouillon enregistré sur cet appareil à ${now.getHours()} h ${String(now.getMinutes()).padStart(2, "0")}.`);
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(keep, 500);
  });
  window.addEventListener("pagehide", () => { if (timer) keep(); });
}

// What a page marked data-sent shows is on disk: its draft is no longer needed.
function clearSent(page: HTMLElement): void {
  const key = draftKey(page.dataset.sent!);
  const kept = read(key);
  if (kept && same(kept.texts, [page.querySelector("[data-text]")?.textContent ?? ""])) forget(key);
}

type Draft = { base: string; texts: string[] };

const draftKey = (name: string) => "brouillon:" + name;

// Line ends and spaces at the edges change on the way to the server and back.
function same(a: string[], b: string[]): boolean {
  const words = (texts: string[]) => texts.map((t) => t.split(/\s+/).join(" ").trim()).join("\n");
  return words(a) === words(b);
}

function read(key: string): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null; // no storage on this device, or something else under that key
  }
}

function write(key: string, draft: Draft): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(draft));
    return true;
  } catch {
    return false; // full or refused: the server still keeps what is sent
  }
}

function forget(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept where nothing can be kept.
  }
}

// Beside its form, the motion shows the proposition that is being written.
const beside = document.querySelector<HTMLElement>(".beside");
const here = beside?.querySelector<HTMLElement>(".here");
if (beside && here && beside.scrollHeight > beside.clientHeight) {
  beside.scrollTop = here.offsetTop - beside.offsetTop - beside.clientHeight / 4;
}

document.querySelectorAll<HTMLFormElement>("form[data-once]").forEach(sendOnce);
document.querySelectorAll<HTMLFormElement>("form[data-draft]").forEach(keepDraft);
document.querySelectorAll<HTMLElement>("[data-sent]").forEach(clearSent);
