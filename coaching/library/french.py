"""The library in French."""

from coaching.library.words import Said

_PINCH = "Un pincement, un clic ou un accrochage dans l’aine."
_FOUR = "Une douleur de 4 ou plus sur 10."

EXERCISES = {
    "knees-in-stretch": Said(
        name="Genoux vers l’intérieur",
        summary="Sur le dos, les pieds écartés, laissez les deux genoux descendre l’un vers l’autre.",
        steps=(
            "Allongez-vous sur le dos et pliez les deux genoux.",
            "Posez les pieds à plat au sol, aussi écartés que cela reste confortable.",
            "Laissez les deux genoux descendre l’un vers l’autre.",
            "Restez ainsi, relâchez et respirez : le poids des jambes fait le travail.",
            "Relevez un genou après l’autre.",
        ),
        cues=(
            "Cela se sent sur le côté extérieur des hanches.",
            "Le dos reste lourd sur le sol.",
            "On ne pousse rien : relâchez un peu plus à chaque expiration.",
        ),
        stop_signs=(
            _PINCH,
            "Une douleur dans un genou : rapprochez les pieds, et arrêtez si elle reste.",
            _FOUR,
        ),
    ),
    "side-lying-ankle-lift": Said(
        name="Lever de cheville sur le côté",
        summary="Sur le côté, les genoux joints, écartez la cheville du dessus de celle du dessous.",
        steps=(
            "Allongez-vous sur le côté, les deux genoux pliés et les pieds dans l’axe de la colonne.",
            "Placez les hanches l’une au-dessus de l’autre.",
            "Gardez les genoux joints et écartez la cheville du dessus de celle du dessous.",
            "Redescendez lentement.",
            "Reposez-vous après la série. La jambe du dessus travaille : retournez-vous pour l’autre.",
        ),
        cues=(
            "La cuisse tourne dans son articulation ; les genoux restent joints.",
            "Le bassin ne bouge pas et ne roule pas en arrière.",
            "Quand après 15 il vous en reste une ou deux, passez un élastique léger autour des chevilles.",
        ),
        stop_signs=(_PINCH, "Une douleur qui augmente d’une répétition à l’autre.", _FOUR),
    ),
    "prone-windscreen-wiper": Said(
        name="Essuie-glace sur le ventre",
        summary="Sur le ventre, genoux pliés, laissez tomber les deux pieds vers l’extérieur et ramenez-les.",
        steps=(
            "Allongez-vous sur le ventre, le front sur les mains.",
            "Pliez les deux genoux à angle droit, un peu écartés.",
            "Laissez les deux pieds tomber lentement vers l’extérieur, loin l’un de l’autre.",
            "Restez ainsi une ou deux respirations, puis ramenez-les.",
            "Continuez lentement, dans un sens puis dans l’autre, jusqu’à la fin du temps.",
        ),
        cues=(
            "Le bassin reste à plat : revenez dès qu’un côté se soulève.",
            "Les tibias tournent autour des genoux comme deux essuie-glaces.",
            "Le retour est aussi lent que l’aller.",
        ),
        stop_signs=(_PINCH, "Une douleur dans le genou ou dans le bas du dos.", _FOUR),
    ),
    "seated-band-internal-rotation": Said(
        name="Rotation assise avec élastique",
        summary="Assis en hauteur, un élastique autour des chevilles, écartez un pied contre sa résistance.",
        steps=(
            "Asseyez-vous sur une chaise haute ou une table, les jambes pendantes.",
            "Passez un élastique léger autour des deux chevilles et gardez les genoux joints.",
            "Écartez un pied vers l’extérieur contre l’élastique ; l’autre reste en place.",
            "Tenez un instant, puis laissez-le revenir lentement.",
            "Changez de jambe après la série.",
        ),
        cues=(
            "La cuisse reste sur le siège et tourne ; le pied ne fait que le montrer.",
            "Les deux fesses restent posées : ne vous penchez pas.",
            "Quand après 15 il vous en reste une ou deux, prenez un élastique un peu plus fort.",
        ),
        stop_signs=(_PINCH, "Une douleur dans un genou.", _FOUR),
    ),
    "figure-four-stretch": Said(
        name="Étirement en quatre",
        summary="Sur le dos, posez une cheville sur l’autre cuisse et ramenez les jambes vers vous.",
        steps=(
            "Allongez-vous sur le dos, les deux genoux pliés.",
            "Posez une cheville sur l’autre cuisse, juste au-dessus du genou.",
            "Tenez la jambe du dessous derrière la cuisse, des deux mains.",
            "Ramenez-la doucement vers la poitrine et restez ainsi.",
            "Reposez-la, puis changez de jambe.",
        ),
        cues=(
            "Cela se sent au fond de la fesse de la jambe croisée.",
            "La tête et les épaules reposent au sol.",
            "Gardez le pied croisé fléchi et son genou détendu.",
        ),
        stop_signs=(
            "Un pincement ou un accrochage dans l’aine.",
            "Une douleur dans le genou de la jambe croisée.",
            _FOUR,
        ),
    ),
    "standing-hip-rotation": Said(
        name="Rotation de hanche debout",
        summary="Debout sur une jambe, l’autre cuisse levée, écartez le pied levé vers l’extérieur.",
        steps=(
            "Tenez-vous sur une jambe à côté d’une chaise ou d’un mur, avec un appui.",
            "Levez l’autre cuisse jusqu’à l’horizontale environ, le tibia pendant.",
            "Écartez lentement le pied levé, tant que la cuisse reste immobile.",
            "Ramenez-le aussi lentement.",
            "Changez de jambe après la série. C’est la jambe levée qui travaille.",
        ),
        cues=(
            "La cuisse tourne sur place, comme autour d’une tige en son milieu.",
            "Le bassin reste droit et regarde devant.",
            "L’équilibre d’abord : tenez-vous aussi fermement qu’il le faut.",
        ),
        stop_signs=(
            _PINCH,
            "Une douleur à l’aine du côté de la jambe d’appui : arrêtez et dites-le à votre coach.",
            _FOUR,
        ),
    ),
    "half-kneeling-hip-flexor-stretch": Said(
        name="Étirement du fléchisseur de hanche à genou",
        summary="Un genou au sol, basculez le bassin sous vous et avancez.",
        steps=(
            "Un genou au sol, l’autre pied à plat devant vous ; mettez quelque chose de doux sous le genou.",
            "Grandissez-vous à partir du genou et serrez la fesse du côté agenouillé.",
            "Basculez le bassin sous vous, comme pour aplatir le bas du dos.",
            "Avancez un peu, sans cambrer le dos, et restez ainsi.",
            "Revenez, puis changez de côté.",
        ),
        cues=(
            "Cela se sent à l’avant de la hanche du genou posé.",
            "Petit et droit vaut mieux que loin et cambré.",
            "Les deux os du bassin pointent droit devant.",
        ),
        stop_signs=(
            "Une douleur dans le bas du dos.",
            "Une douleur sous la rotule qu’un coussin ne calme pas.",
            _FOUR,
        ),
    ),
    "ninety-ninety-switch": Said(
        name="Passage 90/90",
        summary="Assis au sol, amenez les deux genoux d’un côté à l’autre.",
        steps=(
            "Asseyez-vous au sol, genoux pliés, les pieds plus écartés que les hanches.",
            "Descendez les deux genoux d’un côté, jusqu’à ce que chaque jambe soit à peu près à angle droit.",
            "Relevez les genoux et amenez-les de l’autre côté.",
            "Un aller et retour fait une répétition.",
        ),
        cues=(
            "Tenez-vous droit ; appuyez-vous sur les mains autant qu’il le faut.",
            "Les talons restent où ils sont.",
            "Ne descendez qu’aussi bas que cela reste facile ; petit, c’est bien.",
        ),
        stop_signs=(_PINCH, "Une douleur dans un genou.", _FOUR),
    ),
}

TEMPLATES = {
    "stretch_first": Said(
        name="Étirer d’abord",
        introduction=(
            "Ceci sert à gagner un peu de rotation interne, dans les deux hanches. Étirez la plupart des "
            "jours et renforcez aussi, pour pouvoir utiliser la nouvelle amplitude. Cela doit ressembler à "
            "du travail, jamais à un pincement. Un petit gain peut encore être trop petit pour être mesuré "
            "au prochain test : ce n’est pas un échec."
        ),
    ),
    "strengthen_first": Said(
        name="Renforcer d’abord",
        introduction=(
            "Ceci sert à utiliser l’amplitude que vous avez : la force et le contrôle d’abord. Peu de "
            "répétitions lentes valent mieux que beaucoup. Cela doit ressembler à du travail, jamais à un "
            "pincement. Un petit gain peut encore être trop petit pour être mesuré au prochain test : ce "
            "n’est pas un échec."
        ),
    ),
    "maintain": Said(
        name="Maintenir",
        introduction=(
            "Ceci sert à garder ce que vous avez, dans les deux hanches : les deux mêmes exercices, moins "
            "souvent. Le prochain test dira si cela suffit."
        ),
    ),
}
