package cluster

import (
	"regexp"
	"strings"
)

// The patterns below are written over sentences as typed; « 'x » stands for
// either apostrophe. An opener ends right before the infinitive.
const (
	// filler is what people put between a verb and what it governs.
	filler = `(?:,?\s+(?:donc|ainsi|également|aussi|alors|enfin|notamment|dès lors|par conséquent|en conséquence|` +
		`par ailleurs|pour cela|de ce fait|en outre|désormais|aujourd['’]hui|maintenant|d['’]abord|ici|` +
		`simplement|impérativement|absolument|également|a minima|au contraire|plutôt|en effet|\pL+ment),?)*`
	of = filler + `\s+(?:de\s+|d['’])`
	to = filler + `\s+à\s+`
	// someone is whom a demand is made to.
	someone = `(?:\s+(?:au|aux|à\s+la|à\s+l['’]|à|le|la|les|l['’])\s*[\pL-]+(?:\s+(?:et|de|des|du|publics?|locales?|territoriales?|[\pL-]+ales?)){0,3})?`
)

// opener is a pattern, and the letters one of which a sentence must hold for
// the pattern to be worth trying: searching for them is fifty times faster.
type opener struct {
	letters []string
	pattern func() *regexp.Regexp
}

func (o opener) find(sentence string) [][]int {
	for _, l := range o.letters {
		if strings.Contains(sentence, l) {
			return o.pattern().FindAllStringIndex(sentence, -1)
		}
	}
	return nil
}

// openers takes pairs: letters, pattern.
func openers(pairs ...string) []opener {
	var out []opener
	for i := 0; i < len(pairs); i += 2 {
		out = append(out, opener{
			letters: strings.Fields(pairs[i]),
			pattern: pattern(`(?i)(?:^|[\s,('’«])(?:` + pairs[i+1] + `)`),
		})
	}
	return out
}

// asking are the openers of what is asked in so many words. A verb that has
// another use (« un dispositif qui vise à ») must have its subject beside it.
var asking = openers(
	"propos", `(?:est|serait|nous|amendement|je|on|il|députée?s|groupe[^,.;]{0,60}?|auteurs?)(?:\s+est|\s+vous)?`+filler+`\s+propos(?:e|é|ée|ons|ent|ait|erais|erions)`+of,
	"vis tend cherche", `(?:amendement|proposition|motion|contribution|mesure)[^.;:]{0,80}?\s(?:vise|visent|viserait|tend|cherche)`+to,
	"vis tend cherche", `^(?:il|elle)\s+(?:vise|tend|cherche)`+to,
	"demandé", `(?:il\s+est|serait)\s+demandé`+someone+of,
	"demand", `(?:nous|je|on|élu\S*|associations?|contributeurs?|amendement)\s+(?:vous\s+)?demand(?:e|ons|ent|ais|erions)`+someone+of,
	"appel invit", `(?:nous|je|on|élu\S*|associations?|amendement)\s+(?:appel(?:le|ons|lent)|invit(?:e|ons|ent))`+someone+to,
	"souhait voudr voulons", `(?:amendement|nous|je|on|auteurs?|députée?s|groupe[^,.;]{0,60}?|élu\S*|associations?)\s+(?:souhait(?:e|ent|ons|erais|erions|erait|eraient)|voudr(?:ais|ions|ait|aient)|voulons)`+filler+`\s+`,
)

// needing are the openers of what is said to be needed.
var needing = openers(
	"convien import", `il\s+(?:convient|conviendrait|importe|importerait)`+of,
	"fau", `il\s+(?:nous\s+|leur\s+)?(?:faut|faudrait|faudra)`+filler+`\s+`,
	"nécessaire indispensable essentiel urgent primordial impératif souhaitable important préférable opportun utile crucial fondamental capital vital temps judicieux légitime pertinent", `il\s+(?:nous\s+|me\s+)?(?:est|serait|semble|semblerait|paraît|paraîtrait|apparaît|devient|reste|demeure)`+filler+
		`\s+(?:plus\s+que\s+|tout\s+à\s+fait\s+)?(?:nécessaire|indispensable|essentiel|urgent|primordial|impératif|souhaitable|important|préférable|`+
		`opportun|utile|crucial|fondamental|capital|vital|temps|judicieux|légitime|pertinent)`+of,
	"permettre", `(?:doit|doivent|devrait|devraient)`+filler+`\s+permettre`+of,
	"devons devrions", `nous\s+(?:devons|devrions)`+filler+`\s+`,
	"doi dev", `(?:l['’]État|le\s+gouvernement|la\s+France|les\s+pouvoirs\s+publics|la\s+puissance\s+publique|l['’]Europe)\s+(?:doit|doivent|devrait|devraient)`+filler+`\s+`,
)

// conditional ends what comes before a demand that is not made.
var conditional = pattern(`(?i)(?:\bs|\bsi|\blorsqu|\bquand|\bbien\s+qu|\bpuisqu|\bcomme|\bsans\s+qu|\bqui|\bdont|\bpas|\bqu['’]a)['’]?\s*$`)

// infinitive begins a clause, after the adverbs that may stand before it; its
// group is the verb. Clitics are no adverbs: « y remédier » is refused here.
var infinitive = pattern(`^(?:(?:ne\s+pas|ne\s+plus|mieux|davantage|toujours|plutôt|\pL{3,}ment)\s+){0,2}(?:se\s+|s')?` +
	`(\pL+(?:er|ir|oir|dre|tre|uire|crire|faire|traire|dire|lire|vivre|suivre|clure|rompre|vaincre|croire))\b`)

// Words, from the infinitive on, within which a word that points backwards
// points out of the clause.
const (
	anaphoraReach   = 12
	possessiveReach = 5
)

var anaphora = pattern(`(?:^|[\s(,'])(?:(?:ce|cet|cette|ces)\s+\pL|celui|celle|ceux|celui-ci|celle-ci|ceux-ci|celles-ci|cela|ceci|ça|ledit|ladite|lesdits|lesdites|` +
	`(?:un|une|de|comme)\s+tel|telles?\s|ce\s+derni|dernier\s*[,.]|dernière\s*[,.]|précité|susmentionné|susvisé|il\s|ils\s|elles?\s)`)

// joined finds an infinitive governed by « de » or « à » (group 2), and whether
// « et » or « ou » ties it to one before (group 1). Group 4 is the infinitive.
var joined = pattern(`(\bet|\bou)?\s(?:(de\s|d')|(à\s))(?:ne\s+pas\s+)?(\pL+(?:er|ir|oir|dre|tre|uire|faire|crire))\b`)

var possessive = pattern(`\s(?:son|sa|ses|leurs?|également|aussi|donc|ainsi|alors|par\s+ailleurs|en\s+outre|notamment|y|tous\s+deux|l'un)\b`)

// parliament marks a clause that speaks of a bill, not of the country.
var parliament = pattern(`\b(?:amendements?|sous-amendement|alinéas?|articles?|présente?s?\s+(?:loi|projet|proposition|texte|rapport|article|dispositi\pL+|titre|chapitre|mission)|` +
	`(?:projet|proposition)s?\s+de\s+(?:loi|résolution)|projet\s+actuel|loi\s+de\s+finances?|pjl|ppl|plf|plfss|groupe\s+parlementaire|députée?s?|sénat\pL*|parlement\pL*|` +
	`rapporteure?s?|cosignataires?|exposé\s+des|rédaction(?:nel\pL*)?|(?:du|le|ce)\s+texte|du\s+code|code\s+(?:de|du|des|général|pénal)|autorisations?\s+d'engagement|` +
	`crédits\s+(?:de|du)\s+(?:l'action|programme)|programmes?\s+(?:n\s*°|n°|\d)|l'action\s+(?:n\s*°|n°|\d)|action\s+\d|gage|dispositif\s+proposé|remett\pL+\s.*rapport|un\s+rapport|demande\s+de\s+rapport|` +
	`commission\s+(?:spéciale|mixte|des\s+\pL+)|navette|hémicycle|gouvernement\s+à\s+lever|lever\s+le\s+gage|sous-action|l'action\s+«|transfert\s+de\s+crédits|crédits\s+(?:votés|destinés)|la\s+disposition|susmentionnée?s?|ci-dessus|ci-dessous|plus\s+haut|plus\s+bas|proposée?s?\s+ici|(?:deux|trois|plusieurs)\s+raisons|le\s+gouvernement\s+à|du\s+gouvernement|exposé\s+sommaire|la\s+mention|les\s+mots|l'intitulé|nfp|lfi)(?:[^\pL]|$)`)

// procedural verbs act on the debate, not on the country; auxiliaries ask for
// nothing by themselves.
var procedural = wordList(`préciser rappeler souligner alerter interroger clarifier noter constater saluer regretter insister
	indiquer signaler évoquer mentionner corriger rectifier réécrire reformuler compléter insérer substituer voter débattre discuter
	savoir être avoir dire redire considérer comprendre remarquer voir proposer demander appeler attirer opposer féliciter exprimer
	pouvoir devoir vouloir sembler souhaiter viser tirer croire penser expliquer justifier illustrer observer conclure revenir relever
	ajouter tenir questionner citer aller espérer imaginer admettre dénoncer déplorer supposer avouer reprendre répondre mettre-en
	raisonner oublier attendre retenir envisager réaffirmer`)

// notVerb are words that end as an infinitive and follow an opener without
// being one.
var notVerb = wordList(`notre votre autre entre contre outre propre titre être-ci lettre chapitre ministre registre centre maître`)

// notInfinitive are nouns, adjectives and adverbs that end as an infinitive and
// may begin a sentence.
var notInfinitive = wordList(`premier dernier dossier papier chantier métier quartier courrier calendrier financier particulier
	régulier singulier officier atelier escalier février janvier cahier foncier immobilier mobilier hospitalier conseiller foyer loyer
	hier cher fier fer mer hiver enfer amer super hyper cyber leader manager master poster avenir loisir plaisir désir soupir cuir soir
	noir espoir miroir couloir tiroir cadre ordre membre chambre nombre encadre moindre cendre vendredi autre notre votre titre
	quatre contre entre outre lettre mètre arbre centre théâtre fenêtre peut-être ministre spectre filtre registre chiffre offre
	pouvoir devoir savoir avoir ouvrier fermier policier pompier hôtelier tiers danger étranger berger boulanger passager usager
	partager-on singulièrement dîner déjeuner goûter souper`)

// mainVerb is a verb that takes a leading infinitive as its subject.
var mainVerb = pattern(`(?:^|[^\pL])(?:c'est|c’est|ce\s+n['’]est|ce\s+serait|consiste|consisterait|consistera|revient|reviendrait|reviendra|ne\s+\pL+\s+pas|n['’]est)(?:[^\pL]|$)|` +
	`(?:^|\s)(?:\pL*[^iu\s]|qu[^ie\s]\pL*)\s+(?:est|serait|sera|permet|permettrait|permettra|constitue|constituerait|contribue|contribuerait|garantit|apparaît|semble|suppose|implique|demande|nécessite|risque|peut|pourrait|doit|devrait|représente|coûte|relève|reste|signifie|entraîne|engendre|aurait|ne|n'\pL+)(?:[^\pL]|$)`)
