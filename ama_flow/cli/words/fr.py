"""The command line in French."""

from __future__ import annotations

from ama_flow.words.fr import typeset

_WRITTEN = {
    # what click says
    "Usage:": "Utilisation :",
    "Options": "Options",
    "Commands": "Commandes",
    "default: {default}": "par défaut : {default}",
    "required": "obligatoire",
    "Show this message and exit.": "Afficher cette aide.",
    "Show the version and exit.": "Afficher la version.",
    "%(prog)s, version %(version)s": "%(prog)s, version %(version)s",
    "Error: {message}": "Erreur : {message}",
    "Try '{command} {option}' for help.": "Pour l'aide, tapez : {command} {option}",
    "Aborted!": "Interrompu.",
    "No such command {name!r}.": "Il n'y a pas de commande {name!r}.",
    "No such option {name!r}.": "Il n'y a pas d'option {name!r}.",
    "Did you mean {possibility}?": "Vouliez-vous dire {possibility} ?",
    "(Did you mean one of: {possibilities}?)": "(Vouliez-vous dire : {possibilities} ?)",
    "Missing command.": "Il manque une commande.",
    "Missing argument": "Il manque un argument",
    "Option {name!r} requires an argument.": "Il manque une valeur après l'option {name!r}.",
    "Option {name!r} does not take a value.": "L'option {name!r} ne prend pas de valeur.",
    "Got unexpected extra argument ({args})": "Il y a un argument de trop ({args})",
    "Got unexpected extra arguments ({args})": "Il y a des arguments de trop ({args})",
    "Invalid value: {message}": "Cette valeur ne convient pas : {message}",
    "Invalid value for {param_hint}: {message}": "La valeur de {param_hint} ne convient pas : {message}",
    "{value!r} is not one of {choices}.": "{value!r} n'est pas un de ceux-ci : {choices}.",
    "{value!r} is not a valid {number_type}.": "{value!r} n'est pas un nombre qui convient ici ({number_type}).",
    "{value} is not in the range {range}.": "{value} est hors de {range}.",
    "{name} {filename!r} does not exist.": "{name} {filename!r} n'existe pas.",
    "{name} {filename!r} is a directory.": "{name} {filename!r} est un dossier.",
    "{name} {filename!r} is not readable.": "{name} {filename!r} ne peut pas être lu.",
    "{name} {filename!r} is not writable.": "{name} {filename!r} ne peut pas être écrit.",
    "Could not open file {filename!r}: {message}": "Le fichier {filename!r} ne peut pas être ouvert : {message}",
    "file": "fichier",
    "path": "chemin",
    # help pages
    "Lead people through a procedure in which nobody gets stuck.": "Guider chacun dans une procédure où personne ne reste bloqué.",
    "Each command proves the flow before it does anything with it.": "Chaque commande prouve la procédure avant d'en faire quoi que ce soit.",
    "\b Examples: ama-flow run ama-flow run my_flow.toml ama-flow render --format markdown ama-flow render my_flow.toml --format svg -o my_flow.svg ama-flow check my_flow.toml other_flow.toml ama-flow diff old_flow.toml my_flow.toml": """\b
Exemples :
  ama-flow run
  ama-flow run my_flow.toml
  ama-flow render --format markdown
  ama-flow render my_flow.toml --format svg -o my_flow.svg
  ama-flow check my_flow.toml other_flow.toml
  ama-flow diff old_flow.toml my_flow.toml""",
    "\b FLOW is the id of a flow that comes along (see: ama-flow list), or the path of a flow file. Where it is left out, it is ama_wvg.": """\b
FLOW est l'id d'une procédure fournie (voir : ama-flow list), ou le chemin
d'un fichier. Sans FLOW, c'est ama_wvg.""",
    '\b Let the Tab key complete words, by adding to ~/.bashrc: eval "$(_AMA_FLOW_COMPLETE=bash_source ama-flow)" For zsh it is zsh_source, for fish fish_source.': """\b
Pour que la touche Tab complète les mots, ajoutez à ~/.bashrc :
  eval "$(_AMA_FLOW_COMPLETE=bash_source ama-flow)"
Pour zsh, c'est zsh_source ; pour fish, fish_source.""",
    "\b Exit codes: 0 all is well, 1 a bug, 2 wrong options, 3 a flow with problems, 4 answers that are missing, wrong or left over, 5 a session that can't be gone on with, or a report that was changed, 6 another end than was expected, 7 flows that differ, 10 the session ended at a contact, 11 it was stopped, 130 it was cut short.": """\b
Codes de sortie : 0 tout va bien, 1 une erreur d'ama-flow, 2 de mauvaises
options, 3 une procédure à problèmes, 4 des réponses manquantes, fausses ou
en trop, 5 une session qui ne peut pas être reprise, ou un compte rendu qui
a été modifié, 6 une autre fin que prévu, 7 des procédures différentes,
10 la session a fini chez un contact, 11 elle a été arrêtée, 130 elle a été
interrompue.""",
    # run
    "Lead a reader through FLOW, one step at a time.": "Guider un lecteur dans FLOW, une étape à la fois.",
    "At a terminal what is answered is kept, and can be gone on with at the next start.": "Dans un terminal, les réponses sont conservées : vous pourrez reprendre la prochaine fois.",
    "Who asks and tells.": "Qui demande et raconte.",
    "A TOML file of states with what to answer there; - is standard input.": "Un fichier TOML avec la réponse à donner à chaque état ; - est l'entrée standard.",
    "One answer to give beforehand; can be given again.": "Une réponse donnée d'avance ; peut être répétée.",
    "Ask nothing: all answers are given.": "Ne rien demander : toutes les réponses sont données.",
    "Write events; asks nothing.": "Écrire des événements ; ne demande rien.",
    "goal or contact, or such as goal:STATE: or exit 6.": "goal ou contact, ou par exemple goal:STATE : sinon, code de sortie 6.",
    "A file to keep the answers in, and to go on with.": "Un fichier où conserver les réponses, et avec lequel continuer.",
    "What to read in, if not the language of this computer or else of FLOW.": "La langue de lecture, si ce n'est pas celle de cet ordinateur ou sinon de FLOW.",
    "Run a flow that has problems, too.": "Suivre aussi une procédure à problèmes.",
    # render
    "Write FLOW as a document, a picture or data.": "Écrire FLOW comme document, dessin ou données.",
    "See: ama-flow list.": "Voir : ama-flow list.",
    "A file to write.": "Un fichier à écrire.",
    "Such as en, instead of that of the flow.": "Par exemple en, au lieu de la langue de la procédure.",
    "Mark the way of these answers, a TOML file as for run; - is standard input.": "Marquer le chemin de ces réponses, un fichier TOML comme pour run ; - est l'entrée standard.",
    "Mark the way to the N-th problem of check.": "Marquer le chemin vers le problème N de check.",
    "Draw only this phase.": "Dessiner seulement cette partie.",
    "Draw only what is around this state.": "Dessiner seulement ce qui entoure cet état.",
    "Dots in an inch of an image.": "Le nombre de points par pouce d'une image.",
    "How many dots wide it is.": "La largeur en points.",
    # check
    "Prove each FLOW; say what was proved, or all that is wrong.": "Prouver chaque FLOW ; dire ce qui est prouvé, ou tout ce qui ne va pas.",
    "What is written.": "Ce qui est écrit.",
    "Look at these codes only.": "Regarder seulement ces codes.",
    "Do not look at these codes.": "Ne pas regarder ces codes.",
    "Say what a code means, with an example, and end.": "Expliquer un code, avec un exemple.",
    # paths
    "Say how far it is through FLOW, how many paths there are, what facts are for.": "Dire combien il y a à parcourir dans FLOW, combien il y a de chemins et à quoi sert chaque donnée.",
    "With --scenarios or --certificate, those are written instead.": "Avec --scenarios ou --certificate, ce sont ceux-là qui sont écrits.",
    "Write the figures as JSON.": "Écrire les chiffres en JSON.",
    "A file or folder to write few scenarios to that take every transition.": "Un fichier ou dossier pour quelques scénarios qui prennent chaque transition.",
    "A file to write the worst number of answers from everywhere to.": "Un fichier pour le plus grand nombre de réponses depuis chaque endroit.",
    # mutate
    "Make every slip in FLOW that an author may make, one at a time, and prove it.": "Faire chaque faute qu'un auteur peut faire dans FLOW, une à une, et la prouver.",
    "What is left are slips that neither the proof nor a rule of FLOW notices.": "Ce qui reste, ce sont les fautes que ni la preuve ni une règle de FLOW ne remarque.",
    "Only slips of this kind; can be repeated.": "Seulement les fautes de cette sorte ; peut être répété.",
    "Look at so many of them, at random.": "En regarder ce nombre, au hasard.",
    "Another one draws other slips.": "Un autre nombre tire d'autres fautes.",
    "The percentage to notice; where it is less, the exit code is 3.": "Le pourcentage à remarquer ; s'il y en a moins, le code de sortie est 3.",
    "Give all of it as data.": "Tout donner comme données.",
    # diff
    "Say what is different in the flow AFTER from the flow BEFORE.": "Dire ce qui, dans la procédure AFTER, diffère de la procédure BEFORE.",
    "End with 7 where they differ.": "Finir par 7 si elles diffèrent.",
    "Compare flows that have problems too.": "Comparer aussi des procédures à problèmes.",
    "words, or a form of a picture: svg, png, pdf, dot.": "words (des mots), ou une forme de dessin : svg, png, pdf, dot.",
    # list
    "List the flows that come along, the formats and the front ends.": "Montrer les procédures fournies, les formats et les interfaces.",
    # sessions
    "List, show and remove the sessions that were kept.": "Montrer et supprimer les sessions conservées.",
    "List the sessions, the newest first.": "Donner la liste des sessions, la plus récente d'abord.",
    "Remove each SESSION for good.": "Supprimer chaque SESSION pour de bon.",
    "Show all that happened in SESSION.": "Montrer tout ce qui s'est passé dans SESSION.",
    # replay
    "Replay EVENTS, and fail at the first that can't happen on FLOW any more.": "Rejouer EVENTS, et échouer au premier qui n'est plus possible avec FLOW.",
    "EVENTS is what ``run --json`` writes, or a session that was kept; - is standard input. Without FLOW it is the flow that comes along with the id in EVENTS.": "EVENTS est ce qu'écrit run --json, ou une session conservée ; - est l'entrée standard. Sans FLOW, c'est la procédure fournie dont l'id est dans EVENTS.",
    # report, verify
    "Tell what was done in SESSION, when, the notes, and where it ended.": "Dire ce qui a été fait dans SESSION, quand, les remarques, et où cela s'est terminé.",
    "SESSION is the name of a session that was kept, the path of its file, or - for standard input; without it, the newest one. The report carries its data: ama-flow verify tells whether anybody changed it.": "SESSION est le nom d'une session conservée, le chemin de son fichier, ou - pour l'entrée standard ; sans lui, c'est la plus récente. Le compte rendu contient ses données : ama-flow verify dit si quelqu'un l'a modifié.",
    "The flow that was followed, if it does not come along.": "La procédure suivie, si elle n'est pas fournie.",
    "Markdown, a page for a browser, or data.": "Markdown, une page pour un navigateur, ou des données.",
    "What to tell it in, if not the language of this computer or else of FLOW.": "La langue du compte rendu, si ce n'est pas celle de cet ordinateur ou sinon de FLOW.",
    "Verify REPORT: nobody changed it, and its answers lead through FLOW as it says.": "Vérifier REPORT : personne ne l'a modifié, et ses réponses mènent à travers FLOW comme il le dit.",
    "REPORT is what ``ama-flow report`` wrote, in any format; - is standard input. Without FLOW it is the flow that comes along with the id in REPORT.": "REPORT est ce qu'a écrit ama-flow report, dans n'importe quel format ; - est l'entrée standard. Sans FLOW, c'est la procédure fournie dont l'id est dans REPORT.",
}

WORDS = {message: typeset(words) for message, words in _WRITTEN.items()}
