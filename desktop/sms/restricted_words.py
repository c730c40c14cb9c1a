"""The default lists of words for which carriers filter texts, by category, in ten languages (B21).

The categories are those that services name (CloudTalk and Salesmsg help); the words are only examples of
them, chosen so that an ordinary text hardly ever has one. People edit them. How a line is read, with its
``*``, ``+`` and ``-``, is told in ``restricted``.
"""

_LISTS: dict[str, str] = {
    "loans": """
        payday loan, quick loan, instant loan, cash loan, personal loan offer, cash advance, credit repair,
        pre-approved loan, refinance now, forex signals, crypto investment, get rich, guaranteed returns,
        binary options, no credit check, instant approval, loan offer, fast cash, interest-free cash,
        bitcoin profit*, trading signals, snelle lening, lening zonder bkr, geld lenen zonder,
        gegarandeerd rendement, direct geld lenen, krediet zonder, sofortkredit, kredit ohne schufa,
        schnellkredit, garantierte rendite, blitzkredit, schnelles geld, bitcoin gewinn*, crédit rapide,
        prêt rapide, crédit sans justificatif, rendement garanti, prêt immédiat, argent rapide,
        préstamo rápido, préstamo inmediato, crédito inmediato, ganancias garantizadas, dinero rápido,
        dinero al instante, empréstimo rápido, crédito aprovado, lucro garantido, dinheiro rápido,
        crédito fácil, dinheiro na hora, قرض سريع, قرض فوري, أرباح مضمونة, ربح مضمون, قروض سريعة,
        تمويل فوري بدون, 快速贷款, 无抵押贷款, 小额贷款, 网贷, 贷款秒批, 稳赚不赔, 高额回报, 秒到账,
        无需抵押, 低息贷款, 即日融資, カードローン, 闇金, 必ず儲かる, 高収入保証, 元本保証, 審査なし,
        即日キャッシング, तुरंत लोन, पर्सनल लोन ऑफर, झटपट लोन, तत्काल ऋण, पैसा दोगुना, guaranteed loan,
        double your money, direct krediet, empréstimo para negativados, [loan] + [promise],
        [money] + [no proof], [crypto] + [gain], invest* + double*, lend + no questions, -loan car, -loaner,
        -loan papers, -loan of, -on loan, -loan bike, -credit card, -credit note, -credit to, -kredietkaart,
        -kreditkarte, -crédit d'impôt, -tarjeta de crédito, -cartão de crédito, -crédito de saldo,
        -कर्ज माफी, -融资租赁部, -借用, krediet tot, kredit bis, privatkredit bis, crédit jusqu'à,
        crédito de hasta, préstamos de hasta, empréstimo de até, قروض شخصية, 最高可借, まで融資, 融資可能,
        लाख तक का लोन, दस मिनट में लोन, [need] + [lent], [need] + [loan], -lend me, -lend a hand, -lend us
    """,
    "leads": """
        work from home and earn, make money online, earn extra cash, be your own boss, affiliate link,
        affiliate program, multi-level marketing, mlm, passive income, leads for sale, buy leads, easy money,
        earn from home, earn from your phone, financial freedom, geld verdienen online,
        verdien geld vanuit huis, passief inkomen, leads kopen, makkelijk geld verdienen,
        snel geld verdienen, geld verdienen vanuit, thuis geld verdienen, geld verdienen von zuhause,
        passives einkommen, nebenverdienst von zuhause, leads kaufen, leicht geld verdienen,
        schnell geld verdienen, von zuhause geld verdienen, gagner de l'argent en ligne, revenu passif,
        travail à domicile rémunéré, programme d'affiliation, gagnez de l'argent, argent facile,
        gagner de l'argent depuis, revenus passifs, gana dinero desde casa, ingresos pasivos, gane dinero,
        marketing multinivel, gana dinero, dinero fácil, trabaja desde casa y gana, ganhe dinheiro em casa,
        renda passiva, marketing multinível, ganhe dinheiro, dinheiro fácil, trabalhe em casa e ganhe,
        اربح المال من المنزل, دخل سلبي, التسويق الشبكي, اربح المال, اكسب المال, دخل إضافي من المنزل,
        在家赚钱, 被动收入, 网络兼职, 轻松赚钱, 日入千, 日入过, 躺赚, 月入过万, 在宅で稼ぐ, 簡単に稼げる,
        副業で稼, ネットワークビジネス, 不労所得, 楽に稼, 在宅で月収, スマホで稼, घर बैठे कमाएं,
        घर बैठे पैसे, पैसे कमाने का मौका, आसान कमाई, पैसे कमाएं, [earn] + [at home], 兼职刷单, 刷单返利,
        刷单兼职, 兼职日结, side hustle + [earn], no experience + [earn], -earn back, -earned leave, -印刷单,
        -verdient heute, -收入证明, -earns a day off, -day off, work + from home daily,
        hours a day + from home
    """,
    "gambling": """
        casino*, gambling, sportsbook, free spins, slot machine, blackjack, bookmaker, place your bets,
        place a bet, gokken, gokkast*, gokautomaat, weddenschap*, gratis inzet, glücksspiel*, sportwette*,
        spielautomat*, wettbüro, lottogewinn, freispiele, jetzt wetten, wettbonus, rubbellose,
        paris sportif*, jeux d'argent, machines à sous, tours gratuits, jeux de hasard, jeu de grattage,
        giros gratis, apuestas deportivas, juegos de azar, aposta esportiva, caça-níqueis, rodadas grátis,
        كازينو, قمار, مراهنات, رهان رياضي, 赌场, 博彩, 老虎机, 赌博, カジノ, ギャンブル, パチンコ, कैसीनो,
        जुआ, सट्टा, सट्टेबाजी, apuestas online, place your bet, betting site*, betting tip*, jackpot online,
        cassino*, sports betting, [bet] + [bonus], [game of chance] + [play], jackpot + [play],
        オンラインスロット, lottery winner, -casino street, -casino square, -casinoplein, -casino road,
        -safe bet, -best bet, -my bet, -gambling support, -gambling addiction, -gambling help, -paris match,
        -school lottery, -loterie de l'école, -lotería de navidad, -タイムスロット, -彩票店, -赌一把,
        [wager] + [tip], 競馬の必勝
    """,
    "adult": """
        porn*, escort service, sex chat, onlyfans, strip club, hookup*, sexy singles, adult video*,
        adult film*, adult entertainment, hot girls, sexy girls, erotic massage, sex toys, sexcam*,
        seksfilm*, seksspeeltje*, sekschat, naaktfoto*, erotisch*, sexchat, erotik*, nacktfoto*,
        sexspielzeug, begleitservice, sexe en direct, rencontre coquine, rencontres sexy, photos nues,
        érotique, fotos desnuda*, sexo en vivo, chicas sexy, contenido para adultos, juguetes sexuales,
        fotos nuas, sexo ao vivo, garotas de programa, conteúdo adulto, إباحي*, جنس مباشر, صور عارية,
        مواعدة مثيرة, 裸聊, 约炮, 成人视频, 一夜情, アダルト, エロ動画, 援助交際, अश्लील, सेक्स चैट,
        नंगी तस्वीर, पोर्न, xxx + porn*, xxx + video*, xxx + [women], nude* + [women], nude* + photo*,
        nudes + send, hot escorts, escorts near, [women] + [desire], 色情片, 色情视频, 色情, 援交,
        出会い系サイト, 風俗店, デリヘル, ヌード写真, ヌード動画, -特色情侣, -色情侣, -特色情调, -景色情,
        -支援交流, -风俗馆, -救援交, -hot water, -hot meal*, -hot tub, -hot lunch, -hot drink*,
        -dirty laundry, naked + cam, nude + cam, live sex*, camgirl*, sugar bab*, sugar dadd*,
        [intimate] + [grown up], -hot yoga, -hete yoga, -yoga caliente
    """,
    "debt": """
        debt collect*, collection agency, debt consolidation, debt settlement, debt forgiveness,
        consolidate your debt*, clear your debts, settle your debt*, overdue debt, student loan forgiveness,
        reduce your debt, tax debt, incassobureau, schuldsanering, inkassobüro, schuldenfrei, schuldenerlass,
        umschuldung, recouvrement de créances, agence de recouvrement, rachat de crédit*, effacer vos dettes,
        cobro de deuda*, agencia de cobranza, liquida tu deuda, reunificación de deudas, alivio de deuda*,
        cobrança de dívida*, limpe seu nome, quitação de dívidas, renegociação de dívida*, تحصيل الديون,
        إسقاط الديون, 催收, 债务重组, 讨债, 清债, 代还信用卡, 債務整理, 借金取り, 債権回収, 過払い金,
        借金減額, कर्ज माफी, कर्ज वसूली, कर्ज से मुक्ति, ऋण वसूली, inkassoverfahren, debt relief,
        debt-free + [relief], [debt] + [relief], [debt] + [threat], -inkassovollmacht, -schuldenberatung,
        -schuldhulpverlening, -debt advice, -sin deuda, -schuldig, -schuld ist, you owe + [threat],
        get out of debt, out of debt fast
    """,
    "cannabis": """
        marijuana, weed delivery, 420 deals, wiet, wietolie, cannabisolie, hasj, hanföl, haschisch,
        gras kaufen, chanvre, huile de cbd, beuh, marihuana, cáñamo, aceite de cbd, maconha, cânhamo,
        óleo de cbd, ماريجوانا, حشيش, قنب, マリファナ, ヘンプオイル, गांजा, चरस, भांग, cannabis*, thc, cbd,
        weed dispensary, cannabis dispensary, 大麻油, 大麻, [weed] + [weed trade], hemp oil + [offer],
        dispensary + [weed], weed + deliver*, grass + gram*, -大麻烦, -大麻子, -大麻布, -weed the,
        -weed killer, -weeding, -joint account, -joint pain, -pot plant*, -hemp rope
    """,
    "drugs": """
        cocaine, mdma, ecstasy pills, crystal meth, fentanyl, viagra, cialis, xanax, oxycodone, opioid*,
        adderall, steroids for sale, magic mushrooms, cocaïne, heroïne, xtc, paddo*, kokain, drogen kaufen,
        potenzmittel, héroïne, stupéfiants, cocaína, metanfetamina, ecstasy, anabolizantes, كوكايين, هيروين,
        مخدرات, فياجرا, 可卡因, 海洛因, 冰毒, 摇头丸, 伟哥, コカイン, 覚醒剤, 麻薬, バイアグラ, कोकीन,
        हेरोइन, वियाग्रा, नशीली दवा, [medicine] + [no prescription], buy + xanax, buy + oxycodone,
        buy + valium, heroin, heroína, 毒品, [no prescription] + order online, -消毒品, -解毒品,
        -no medication
    """,
    "hate": """
        white power, heil hitler, ethnic cleansing, racial purity, kill all immigrants, death to all,
        blanke macht, rassenhaat, eigen volk eerst, ausländer raus, sieg heil, rassenreinheit, mort aux,
        pureté raciale, suprématie blanche, supremacía blanca, muerte a los, limpieza étnica,
        supremacia branca, morte aos, limpeza étnica, الموت لكل, تطهير عرقي, 种族清洗, 滚出中国, 白人至上,
        民族浄化, 日本から出て行け, 白人至上主義, नस्लीय सफाया, मौत हो सबकी
    """,
    "alcohol": """
        cheap booze, beer delivery, sterke drank, bier bezorgd, drankaanbieding, bierlieferung, spiritueux,
        alcools forts, livraison d'alcool, licorería, bebidas alcohólicas, bebida alcoólica, cerveja grátis,
        مشروبات كحولية, 酒水促销, liquor store, wine club offer*, alcohol delivery, spirituosen-angebot*,
        jenever actie*, 白酒促销, 酒水批发, 飲み放題プラン割引, خمور للبيع, ويسكي توصيل, शराब की होम डिलीवरी,
        सस्ती शराब, 洋酒批发, [drink] + [offer], whisky + delivered, whiskey + delivered, vodka + delivered,
        vodka + free, tequila + free, -wine glass*, -root beer, -ginger beer, -rum cake, -vin compris,
        -ron y, -cream sherry, [drink] + while stocks last
    """,
    "firearms": """
        firearm*, handgun*, ar-15, gun show, guns for sale, silencer for sale, vuurwapen*, pistool te koop,
        schusswaffe*, pistole zu verkaufen, armes à feu, arme à feu, pistolet à vendre, armas de fuego,
        pistola en venta, arma de fogo, armas de fogo, pistola à venda, हथियार बेच, buy ammunition,
        ammo for sale, أسلحة نارية, مسدس للبيع, 枪支弹药, 出售枪支, 銃器販売, 拳銃販売, कट्टा बिकाऊ,
        बंदूक बिकाऊ, [gun] + [gun trade], guns + ammo, -nail gun*, -glue gun*, -rifle range, -shotgun house,
        -gun dog, -heat gun*, -hot glue gun*, -手枪钻, -钉枪, -fusil à colle, -pistola de, -pistola da,
        -pistolet à colle, -heißklebepistole, -lijmpistool, -escopeta de pintura
    """,
    "tobacco": """
        vape juice, shisha tabak, cigarettes électroniques, puros habanos, 加熱式たばこ, vape shop,
        vape store, e-liquid*, nicotine liquid*, cigarettes for sale, online tabak, tabaksactie*,
        sigaren actie*, zigaretten billig, cigarettes pas chères, cigarrillos baratos, tabaco barato,
        cigarro eletrônico barato, سجائر إلكترونية للبيع, معسل للبيع, 烟草批发, 香烟批发, 电子烟批发,
        電子タバコ販売, タバコ通販, सिगरेट ऑनलाइन, सस्ती सिगरेट, [smoke] + [offer], cigars and tobacco,
        -cigar box, -no smoking, -禁煙, -vape-free, -puff pastry, -bureau de tabac
    """,
    "misleading": """
        claim your prize, congratulations winner, free prize, 100% free, guaranteed winner, free gift card,
        urgent response required, click here now, your account has been suspended, verify your account now,
        claim uw prijs, gratis cadeaubon, uw account is geblokkeerd, u bent geselecteerd, claim nu,
        gratis prijs, gratis gutschein, ihr konto wurde gesperrt, sie wurden ausgewählt, gewinn abholen,
        réclamez votre prix, carte cadeau gratuite, votre compte est suspendu, vous avez été sélectionné,
        cadeau gratuit, ha ganado un, reclama tu premio, tarjeta regalo gratis, su cuenta ha sido suspendida,
        ha sido seleccionado, premio gratis, você ganhou, resgate seu prêmio, sua conta foi bloqueada,
        você foi selecionado, prêmio grátis, لقد ربحت, مبروك ربحت, اضغط هنا الآن, تم تعليق حسابك, جائزتك,
        恭喜您中奖, 您已中奖, 立即点击领取, 账户已被冻结, 当選しました, おめでとうございます当選,
        今すぐクリック, アカウントが停止, 無料プレゼント, आपने जीता है, इनाम जीत, अभी क्लिक करें,
        आपका खाता बंद, मुफ्त उपहार, you've been selected for, 免费领取, claim your reward, you have won a,
        you've won a, your parcel is held, [prize] + [claim], [congratulations] + [picked],
        [blocked] + [log in], [act] + [lure], you have won + prize, ha ganado + premio, vous avez gagné un,
        u heeft gewonnen, sie haben gewonnen, ¡has ganado, risk-free + return*, -won our, -won't,
        -won the tender, -link to the invoice, heureux gagnant, lucky visitor, you are the winner,
        u bent de winnaar, [account] + [expires], [expires] + [log in]
    """,
}

BY_CATEGORY: dict[str, tuple[str, ...]] = {
    category: tuple(
        dict.fromkeys(word.strip() for word in words.replace("\n", " ").split(",") if word.strip())
    )
    for category, words in _LISTS.items()
}
"""The words of each category, each once."""
