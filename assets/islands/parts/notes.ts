// The scribe's screen. A line is first kept on this device under a key of its
// own, then sent; it goes from the device once the server has it. Sent twice, by
// a lost answer or by two tabs, the same key makes one contribution.

type Line = { key: string; fields: Record<string, string>; refused?: string };
type Saved = { id: string; hour: string; name: string };

const again = 5000; // milliseconds between two tries while lines wait

export function takeNotes(form: HTMLFormElement): void {
  const store = form.dataset.notes!;
  const text = form.querySelector<HTMLTextAreaElement>("textarea")!;
  const speaker = form.querySelector<HTMLInputElement>("[name=auteur]")!;
  const status = document.getElementById("attente")!;
  const waitingList = document.getElementById("gardees")!;
  const lines = document.getElementById("lignes")!;
  let memory: Line[] = []; // where the device keeps nothing
  let sending = false;
  let trouble = "";

  const read = (): Line[] => {
    try {
      return JSON.parse(localStorage.getItem(store) ?? "[]");
    } catch {
      return memory;
    }
  };
  const write = (all: Line[]) => {
    memory = all;
    try {
      localStorage.setItem(store, JSON.stringify(all));
    } catch {
      // Full or refused: the lines last as long as the page.
    }
  };
  const change = (key: string, f: (l: Line) => Line[]) => write(read().flatMap((l) => (l.key === key ? f(l) : [l])));

  const tell = () => {
    const all = read();
    const waiting = all.filter((l) => !l.refused).length;
    const words = waiting === 0 ? "" : waiting === 1 ? "1 ligne en attente sur cet appareil" : waiting + " lignes en attente sur cet appareil";
    const next = words && trouble ? `${words}. ${trouble}` : words;
    if (status.textContent !== next) status.textContent = next;
    waitingList.hidden = all.length === 0;
    waitingList.replaceChildren(...all.map((l) => waitingLine(l, () => {
      text.value = l.fields.texte;
      speaker.value = l.fields.auteur;
      change(l.key, () => []);
      tell();
      text.focus();
    })));
  };

  const send = async (line: Line): Promise<boolean> => {
    const csrf = form.querySelector<HTMLInputElement>("[name=csrf]")!.value;
    const body = new URLSearchParams({ ...line.fields, cle: line.key, csrf });
    const res = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    if (res.ok) {
      const saved: Saved = await res.json();
      change(line.key, () => []);
      lines.prepend(savedLine(saved, line));
      return true;
    }
    if (res.status === 401 || res.status === 403) {
      trouble = "Votre session est terminée : entrez de nouveau dans un autre onglet, puis rechargez cette page. Les lignes restent ici.";
      return false;
    }
    if (res.status === 429 || res.status >= 500) {
      trouble = "Le serveur n’est pas prêt ; nouvel essai dans quelques secondes.";
      return false;
    }
    const why = res.status === 409 ? "Le recueil est clos" : "Refusée par le serveur";
    change(line.key, (l) => [{ ...l, refused: why }]);
    return true;
  };

  const flush = async () => {
    if (sending) return;
    sending = true;
    trouble = "";
    try {
      for (let line = read().find((l) => !l.refused); line; line = read().find((l) => !l.refused)) {
        if (!(await send(line))) break;
        tell();
      }
    } catch {
      trouble = "Pas de réseau : elles partiront dès qu’il revient.";
    }
    sending = false;
    tell();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (text.value.trim() === "") {
      text.focus();
      return;
    }
    const value = (name: string) => form.querySelector<HTMLInputElement>(`[name=${name}]`)!.value;
    const fields = { lieu: value("lieu"), auteur: speaker.value, elu: value("elu"), texte: text.value, moment: new Date().toISOString() };
    write([...read(), { key: newKey(), fields }]);
    const place = fields.lieu;
    text.value = speaker.value = "";
    form.querySelector<HTMLInputElement>("[name=elu]")!.value = "";
    speaker.dispatchEvent(new Event("input"));
    form.querySelector<HTMLInputElement>("[name=lieu]")!.value = place;
    speaker.focus();
    tell();
    flush();
  });
  window.addEventListener("online", flush);
  window.setInterval(() => { if (read().some((l) => !l.refused)) flush(); }, again);
  tell();
  flush();
}

function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
}

function savedLine(saved: Saved, line: Line): HTMLLIElement {
  const head = paragraph("ref", "");
  const link = document.createElement("a");
  link.href = "/contributions/" + Number(saved.id.slice(2));
  link.textContent = saved.id;
  head.append(link, " · " + saved.hour + (line.fields.lieu ? " · " + line.fields.lieu : ""));
  return item(head, bold(saved.name), paragraph("said brief", line.fields.texte));
}

function waitingLine(line: Line, takeBack: () => void): HTMLLIElement {
  const li = item(paragraph("said brief", line.fields.texte));
  if (line.refused) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "outline small";
    button.textContent = "Reprendre cette ligne";
    button.addEventListener("click", takeBack);
    li.prepend(paragraph("ref", line.refused));
    li.append(button);
  }
  return li;
}

function item(...parts: Node[]): HTMLLIElement {
  const li = document.createElement("li");
  li.append(...parts);
  return li;
}

function paragraph(kind: string, words: string): HTMLParagraphElement {
  const p = document.createElement("p");
  p.className = kind;
  p.dir = "auto";
  p.textContent = words;
  return p;
}

function bold(words: string): HTMLParagraphElement {
  const p = document.createElement("p");
  const strong = document.createElement("strong");
  strong.textContent = words;
  p.append(strong);
  return p;
}
