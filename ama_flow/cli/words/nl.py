"""The command line in Dutch."""

from __future__ import annotations

WORDS = {
    # what click says
    "Usage:": "Gebruik:",
    "Options": "Opties",
    "Commands": "Commando's",
    "default: {default}": "standaard: {default}",
    "required": "verplicht",
    "Show this message and exit.": "Toon deze uitleg.",
    "Show the version and exit.": "Toon de versie.",
    "%(prog)s, version %(version)s": "%(prog)s, versie %(version)s",
    "Error: {message}": "Fout: {message}",
    "Try '{command} {option}' for help.": "Hulp vindt u met: {command} {option}",
    "Aborted!": "Afgebroken.",
    "No such command {name!r}.": "Er is geen commando {name!r}.",
    "No such option {name!r}.": "Er is geen optie {name!r}.",
    "Did you mean {possibility}?": "Bedoelde u {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Bedoelde u een van deze: {possibilities}?)",
    "Missing command.": "Er ontbreekt een commando.",
    "Missing argument": "Er ontbreekt een argument",
    "Option {name!r} requires an argument.": "Achter optie {name!r} ontbreekt een waarde.",
    "Option {name!r} does not take a value.": "Bij optie {name!r} hoort geen waarde.",
    "Got unexpected extra argument ({args})": "Er is een argument te veel ({args})",
    "Got unexpected extra arguments ({args})": "Er zijn argumenten te veel ({args})",
    "Invalid value: {message}": "Die waarde kan niet: {message}",
    "Invalid value for {param_hint}: {message}": "De waarde van {param_hint} kan niet: {message}",
    "{value!r} is not one of {choices}.": "{value!r} is geen van deze: {choices}.",
    "{value!r} is not a valid {number_type}.": "{value!r} is geen getal dat hier past ({number_type}).",
    "{value} is not in the range {range}.": "{value} valt buiten {range}.",
    "{name} {filename!r} does not exist.": "{name} {filename!r} bestaat niet.",
    "{name} {filename!r} is a directory.": "{name} {filename!r} is een map.",
    "{name} {filename!r} is not readable.": "{name} {filename!r} kan niet gelezen worden.",
    "{name} {filename!r} is not writable.": "{name} {filename!r} kan niet geschreven worden.",
    "Could not open file {filename!r}: {message}": "Bestand {filename!r} kan niet geopend worden: {message}",
    "file": "bestand",
    "path": "pad",
    # help pages
    "Lead people through a procedure in which nobody gets stuck.": "Leid mensen door een procedure waarin niemand vastloopt.",
    "Each command proves the flow before it does anything with it.": "Elk commando bewijst het stappenplan voor het er iets mee doet.",
    "\b Examples: ama-flow run ama-flow run my_flow.toml ama-flow render --format markdown ama-flow render my_flow.toml --format svg -o my_flow.svg ama-flow check my_flow.toml other_flow.toml ama-flow diff old_flow.toml my_flow.toml": """\b
Voorbeelden:
  ama-flow run
  ama-flow run my_flow.toml
  ama-flow render --format markdown
  ama-flow render my_flow.toml --format svg -o my_flow.svg
  ama-flow check my_flow.toml other_flow.toml
  ama-flow diff old_flow.toml my_flow.toml""",
    "\b FLOW is the id of a flow that comes along (see: ama-flow list), or the path of a flow file. Where it is left out, it is ama_wvg.": """\b
FLOW is de id van een stappenplan dat meegeleverd is (zie: ama-flow list), of
het pad van een stappenplan. Staat het er niet, dan is het ama_wvg.""",
    '\b Let the Tab key complete words, by adding to ~/.bashrc: eval "$(_AMA_FLOW_COMPLETE=bash_source ama-flow)" For zsh it is zsh_source, for fish fish_source.': """\b
Laat de Tab-toets woorden aanvullen, met deze regel in ~/.bashrc:
  eval "$(_AMA_FLOW_COMPLETE=bash_source ama-flow)"
Voor zsh is het zsh_source, voor fish fish_source.""",
    "\b Exit codes: 0 all is well, 1 a bug, 2 wrong options, 3 a flow with problems, 4 answers that are missing, wrong or left over, 5 a session that can't be gone on with, or a report that was changed, 6 another end than was expected, 7 flows that differ, 10 the session ended at a contact, 11 it was stopped, 130 it was cut short.": """\b
Afsluitcodes: 0 alles in orde, 1 een fout in ama-flow, 2 verkeerde opties,
3 een stappenplan met problemen, 4 antwoorden die ontbreken, fout zijn of
overblijven, 5 een sessie waarmee niet verdergegaan kan worden, of een verslag
dat veranderd is, 6 een ander einde dan verwacht, 7 stappenplannen die
verschillen, 10 de sessie eindigde bij een contact, 11 ze werd gestopt,
130 ze werd onderbroken.""",
    # run
    "Lead a reader through FLOW, one step at a time.": "Leid een lezer door FLOW, stap voor stap.",
    "At a terminal what is answered is kept, and can be gone on with at the next start.": "In een terminal worden de antwoorden bewaard: de volgende keer kunt u verdergaan.",
    "Who asks and tells.": "Wie vraagt en vertelt.",
    "A TOML file of states with what to answer there; - is standard input.": "Een TOML-bestand met per toestand het antwoord; - is de standaardinvoer.",
    "One answer to give beforehand; can be given again.": "Eén antwoord vooraf; kan meer dan eens.",
    "Ask nothing: all answers are given.": "Vraag niets: alle antwoorden zijn gegeven.",
    "Write events; asks nothing.": "Schrijf gebeurtenissen; vraagt niets.",
    "goal or contact, or such as goal:STATE: or exit 6.": "goal of contact, of zoals goal:STATE: anders afsluitcode 6.",
    "A file to keep the answers in, and to go on with.": "Een bestand om de antwoorden in te bewaren, en mee verder te gaan.",
    "What to read in, if not the language of this computer or else of FLOW.": "De taal om in te lezen, als het niet die van deze computer of anders van FLOW is.",
    "Run a flow that has problems, too.": "Doorloop ook een stappenplan met problemen.",
    # render
    "Write FLOW as a document, a picture or data.": "Schrijf FLOW als document, tekening of gegevens.",
    "See: ama-flow list.": "Zie: ama-flow list.",
    "A file to write.": "Een bestand om te schrijven.",
    "Such as en, instead of that of the flow.": "Zoals en, in plaats van de taal van het stappenplan.",
    "Mark the way of these answers, a TOML file as for run; - is standard input.": "Duid de weg van deze antwoorden aan, een TOML-bestand zoals voor run; - is de standaardinvoer.",
    "Mark the way to the N-th problem of check.": "Duid de weg naar probleem N van check aan.",
    "Draw only this phase.": "Teken alleen dit deel.",
    "Draw only what is around this state.": "Teken alleen wat rond deze toestand ligt.",
    "Dots in an inch of an image.": "Het aantal beeldpunten per inch.",
    "How many dots wide it is.": "De breedte in beeldpunten.",
    # check
    "Prove each FLOW; say what was proved, or all that is wrong.": "Bewijs elke FLOW; zeg wat bewezen is, of alles wat fout is.",
    "What is written.": "Wat er geschreven wordt.",
    "Look at these codes only.": "Kijk alleen naar deze codes.",
    "Do not look at these codes.": "Kijk niet naar deze codes.",
    "Say what a code means, with an example, and end.": "Leg een code uit, met een voorbeeld.",
    # paths
    "Say how far it is through FLOW, how many paths there are, what facts are for.": "Zeg hoe ver het is door FLOW, hoeveel paden er zijn en waar elk gegeven voor dient.",
    "With --scenarios or --certificate, those are written instead.": "Met --scenarios of --certificate worden die geschreven.",
    "Write the figures as JSON.": "Schrijf de cijfers als JSON.",
    "A file or folder to write few scenarios to that take every transition.": "Een bestand of map voor enkele scenario's die elke overgang nemen.",
    "A file to write the worst number of answers from everywhere to.": "Een bestand voor het hoogste aantal antwoorden vanaf elke plaats.",
    # mutate
    "Make every slip in FLOW that an author may make, one at a time, and prove it.": "Maak elke vergissing die een auteur in FLOW kan maken, een voor een, en bewijs het.",
    "What is left are slips that neither the proof nor a rule of FLOW notices.": "Wat overblijft, zijn vergissingen die noch het bewijs noch een regel van FLOW opmerkt.",
    "Only slips of this kind; can be repeated.": "Alleen vergissingen van deze soort; kan meer dan eens.",
    "Look at so many of them, at random.": "Bekijk er zoveel, willekeurig gekozen.",
    "Another one draws other slips.": "Een ander getal kiest andere vergissingen.",
    "The percentage to notice; where it is less, the exit code is 3.": "Het percentage dat opgemerkt moet worden; is het minder, dan is de afsluitcode 3.",
    "Give all of it as data.": "Geef alles als gegevens.",
    # diff
    "Say what is different in the flow AFTER from the flow BEFORE.": "Zeg wat in het stappenplan AFTER anders is dan in het stappenplan BEFORE.",
    "End with 7 where they differ.": "Eindig met 7 als ze verschillen.",
    "Compare flows that have problems too.": "Vergelijk ook stappenplannen met problemen.",
    "words, or a form of a picture: svg, png, pdf, dot.": "words (woorden), of een vorm van een tekening: svg, png, pdf, dot.",
    # list
    "List the flows that come along, the formats and the front ends.": "Toon de meegeleverde stappenplannen, de vormen en de front ends.",
    # sessions
    "List, show and remove the sessions that were kept.": "Toon en verwijder de bewaarde sessies.",
    "List the sessions, the newest first.": "Geef een lijst van de sessies, de nieuwste eerst.",
    "Remove each SESSION for good.": "Verwijder elke SESSION voorgoed.",
    "Show all that happened in SESSION.": "Toon alles wat in SESSION gebeurde.",
    # replay
    "Replay EVENTS, and fail at the first that can't happen on FLOW any more.": "Speel EVENTS opnieuw af, en stop bij het eerste dat met FLOW niet meer kan.",
    "EVENTS is what ``run --json`` writes, or a session that was kept; - is standard input. Without FLOW it is the flow that comes along with the id in EVENTS.": "EVENTS is wat run --json schrijft, of een bewaarde sessie; - is de standaardinvoer. Zonder FLOW is het het meegeleverde stappenplan met de id in EVENTS.",
    # report, verify
    "Tell what was done in SESSION, when, the notes, and where it ended.": "Vertel wat er in SESSION gedaan is, wanneer, de notities, en waar het eindigde.",
    "SESSION is the name of a session that was kept, the path of its file, or - for standard input; without it, the newest one. The report carries its data: ama-flow verify tells whether anybody changed it.": "SESSION is de naam van een bewaarde sessie, het pad van haar bestand, of - voor de standaardinvoer; zonder is het de nieuwste. Het verslag draagt zijn gegevens mee: ama-flow verify zegt of iemand het veranderd heeft.",
    "The flow that was followed, if it does not come along.": "Het stappenplan dat gevolgd is, als het niet meegeleverd is.",
    "Markdown, a page for a browser, or data.": "Markdown, een pagina voor een browser, of gegevens.",
    "What to tell it in, if not the language of this computer or else of FLOW.": "De taal van het verslag, als het niet die van deze computer of anders van FLOW is.",
    "Verify REPORT: nobody changed it, and its answers lead through FLOW as it says.": "Kijk REPORT na: niemand veranderde het, en de antwoorden leiden door FLOW zoals het zegt.",
    "REPORT is what ``ama-flow report`` wrote, in any format; - is standard input. Without FLOW it is the flow that comes along with the id in REPORT.": "REPORT is wat ama-flow report schreef, in om het even welke vorm; - is de standaardinvoer. Zonder FLOW is het het meegeleverde stappenplan met de id in REPORT.",
}
