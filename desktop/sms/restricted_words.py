"""The default lists of words for which carriers filter texts, by category, in ten languages (B21).

The categories are those that services name (CloudTalk and Salesmsg help); the words are only examples of
them, chosen so that an ordinary text hardly ever has one. A ``*`` stands for any ending. People edit them.
"""

_LISTS: dict[str, str] = {
    "loans": """
        payday loan, quick loan, instant loan, cash loan, loan approval, guaranteed loan, personal loan offer,
        cash advance, credit repair, bad credit, pre-approved loan, refinance now, forex signals,
        crypto investment, double your money, get rich, guaranteed returns, binary options,
        no credit check, instant approval, borrow up to, loan offer, fast cash, interest-free cash,
        bitcoin profit*, trading signals,
        snelle lening, lening zonder bkr, geld lenen zonder, gegarandeerd rendement,
        geld lenen, direct geld lenen, krediet zonder,
        sofortkredit, kredit ohne schufa, schnellkredit, garantierte rendite, blitzkredit,
        kredit ohne, kredit sofort, schnelles geld, bitcoin gewinn*,
        crédit rapide, prêt rapide, crédit sans justificatif, rendement garanti, prêt immédiat,
        prêt sans, crédit sans, argent rapide,
        préstamo rápido, préstamo inmediato, crédito inmediato, ganancias garantizadas, dinero rápido,
        préstamo sin, créditos sin, dinero al instante,
        empréstimo rápido, empréstimo pessoal, crédito aprovado, lucro garantido, dinheiro rápido,
        empréstimo sem, crédito fácil, dinheiro na hora,
        قرض سريع, قرض فوري, قرض بدون, أرباح مضمونة, ربح مضمون,
        قروض سريعة, تمويل فوري بدون,
        快速贷款, 无抵押贷款, 小额贷款, 网贷, 贷款秒批, 稳赚不赔, 高额回报,
        秒到账, 无需抵押, 低息贷款,
        即日融資, カードローン, 闇金, 必ず儲かる, 高収入保証, 元本保証,
        審査なし, 即日キャッシング,
        तुरंत लोन, पर्सनल लोन ऑफर, झटपट लोन, तत्काल ऋण, पैसा दोगुना
    """,
    "leads": """
        work from home and earn, make money online, earn extra cash, be your own boss, affiliate link,
        affiliate program, multi-level marketing, mlm, passive income, leads for sale, buy leads,
        easy money, make money from, earn money from, earn from home, earn from your phone, side hustle,
        no experience needed, financial freedom,
        geld verdienen online, verdien geld vanuit huis, passief inkomen, leads kopen,
        makkelijk geld verdienen, snel geld verdienen, geld verdienen vanuit, thuis geld verdienen,
        geld verdienen von zuhause, passives einkommen, nebenverdienst von zuhause, leads kaufen,
        leicht geld verdienen, schnell geld verdienen, von zuhause geld verdienen,
        gagner de l'argent en ligne, revenu passif, travail à domicile rémunéré, programme d'affiliation,
        gagnez de l'argent, argent facile, gagner de l'argent depuis, revenus passifs,
        gana dinero desde casa, ingresos pasivos, gane dinero, marketing multinivel,
        gana dinero, dinero fácil, trabaja desde casa y gana,
        ganhe dinheiro em casa, renda extra, renda passiva, marketing multinível,
        ganhe dinheiro, dinheiro fácil, trabalhe em casa e ganhe,
        اربح المال من المنزل, دخل سلبي, التسويق الشبكي,
        اربح المال, اكسب المال, دخل إضافي من المنزل,
        在家赚钱, 兼职日结, 刷单, 被动收入, 网络兼职,
        轻松赚钱, 日入千, 日入过, 躺赚, 月入过万,
        在宅で稼ぐ, 簡単に稼げる, 副業で稼, ネットワークビジネス, 不労所得,
        楽に稼, 在宅で月収, スマホで稼,
        घर बैठे कमाएं, घर बैठे पैसे, पैसे कमाने का मौका, आसान कमाई, पैसे कमाएं
    """,
    "gambling": """
        casino*, gambling, betting, sportsbook, jackpot, free spins, slot machine, poker night, roulette,
        blackjack, lottery winner, bookmaker, place your bets, place a bet,
        bet now, bets, wager*, free bet, spins on, scratch card*, lottery ticket*,
        gokken, gokkast*, gokautomaat, weddenschap*, loterij*,
        wedden op, gratis inzet, krasloten,
        glücksspiel*, sportwette*, spielautomat*, wettbüro, lottogewinn, freispiele,
        jetzt wetten, wettbonus, rubbellose,
        paris sportif*, jeux d'argent, machines à sous, loterie, tours gratuits,
        pariez, jeux de hasard, jeu de grattage,
        apuesta*, tragamonedas, ruleta, lotería, giros gratis,
        apostar, apuestas deportivas, juegos de azar,
        apostas, aposta esportiva, caça-níqueis, roleta, loteria, rodadas grátis,
        كازينو, قمار, مراهنات, رهان رياضي, يانصيب,
        赌场, 博彩, 投注, 老虎机, 彩票, 赌博,
        カジノ, ギャンブル, 賭け, パチンコ, 宝くじ, スロット,
        कैसीनो, जुआ, सट्टा, सट्टेबाजी, लॉटरी
    """,
    "adult": """
        porn*, xxx, escort service, escorts, sex chat, nude*, onlyfans, strip club, hookup*, sexy singles,
        adult video*, adult film*, adult entertainment, hot girls, sexy girls,
        erotic massage, sex toys, adult content, sexcam*,
        seksfilm*, seksspeeltje*, sekschat, naaktfoto*, erotisch*,
        sexchat, erotik*, nacktfoto*, sexspielzeug, begleitservice,
        sexe en direct, rencontre coquine, rencontres sexy, photos nues, érotique,
        fotos desnuda*, sexo en vivo, chicas sexy, contenido para adultos, juguetes sexuales,
        fotos nuas, sexo ao vivo, garotas de programa, conteúdo adulto,
        إباحي*, جنس مباشر, صور عارية, مواعدة مثيرة,
        色情, 裸聊, 约炮, 成人视频, 援交, 一夜情,
        アダルト, 出会い系, エロ動画, ヌード, 風俗, 援助交際,
        अश्लील, सेक्स चैट, नंगी तस्वीर, पोर्न
    """,
    "debt": """
        debt collect*, collection agency, debt relief, debt consolidation, debt settlement, debt forgiveness,
        consolidate your debt*, debt-free, debt free, clear your debts, settle your debt*, overdue debt,
        student loan forgiveness, reduce your debt, tax debt, final notice before legal,
        incassobureau, schulden aflossen, schuldsanering, schuldhulp,
        inkassobüro, inkasso*, schuldenfrei, schuldenerlass, umschuldung,
        recouvrement de créances, agence de recouvrement, rachat de crédit*, effacer vos dettes,
        cobro de deuda*, agencia de cobranza, liquida tu deuda, reunificación de deudas, alivio de deuda*,
        cobrança de dívida*, limpe seu nome, quitação de dívidas, renegociação de dívida*,
        تحصيل الديون, سداد الديون, إسقاط الديون,
        催收, 债务重组, 讨债, 清债, 代还信用卡,
        債務整理, 借金取り, 債権回収, 過払い金, 借金減額,
        कर्ज माफी, कर्ज वसूली, कर्ज से मुक्ति, ऋण वसूली
    """,
    "cannabis": """
        cannabis, marijuana, weed delivery, cbd, thc, hemp oil, dispensary, edibles, 420 deals,
        wiet, wietolie, cannabisolie, hasj,
        hanföl, haschisch, gras kaufen,
        chanvre, huile de cbd, beuh, haschich,
        marihuana, cáñamo, aceite de cbd,
        maconha, cânhamo, óleo de cbd,
        ماريجوانا, حشيش, قنب,
        大麻, 大麻油,
        マリファナ, ヘンプオイル,
        गांजा, चरस, भांग
    """,
    "drugs": """
        cocaine, heroin, mdma, ecstasy pills, crystal meth, fentanyl, viagra, cialis, xanax, oxycodone,
        opioid*, adderall, steroids for sale, no prescription needed, magic mushrooms,
        cocaïne, heroïne, xtc, zonder recept verkrijgbaar, paddo*,
        kokain, drogen kaufen, ohne rezept bestellen, potenzmittel,
        héroïne, sans ordonnance, stupéfiants,
        cocaína, heroína, metanfetamina, sin receta médica,
        sem receita médica, ecstasy, anabolizantes,
        كوكايين, هيروين, مخدرات, فياجرا, بدون وصفة,
        可卡因, 海洛因, 冰毒, 摇头丸, 伟哥, 毒品,
        コカイン, 覚醒剤, 麻薬, バイアグラ, 処方箋なし,
        कोकीन, हेरोइन, वियाग्रा, नशीली दवा
    """,
    "hate": """
        white power, heil hitler, ethnic cleansing, racial purity, kill all immigrants, death to all,
        blanke macht, rassenhaat, eigen volk eerst,
        ausländer raus, sieg heil, rassenreinheit,
        mort aux, pureté raciale, suprématie blanche,
        supremacía blanca, muerte a los, limpieza étnica,
        supremacia branca, morte aos, limpeza étnica,
        الموت لكل, تطهير عرقي,
        种族清洗, 滚出中国, 白人至上,
        民族浄化, 日本から出て行け, 白人至上主義,
        नस्लीय सफाया, मौत हो सबकी
    """,
    "alcohol": """
        liquor, whisky, whiskey, vodka, tequila, cheap booze, beer delivery, wine club, happy hour drinks,
        sterke drank, jenever, bier bezorgd, drankaanbieding,
        schnaps, wodka, spirituosen, bierlieferung,
        spiritueux, alcools forts, livraison d'alcool, pastis,
        licores, aguardiente, licorería, bebidas alcohólicas,
        cachaça, bebida alcoólica, cerveja grátis,
        خمور, ويسكي, فودكا, مشروبات كحولية,
        白酒, 威士忌, 伏特加, 酒水促销,
        ウイスキー, ウォッカ, 焼酎, 飲み放題,
        शराब, व्हिस्की, वोदका, दारू
    """,
    "firearms": """
        firearm*, handgun*, rifle, shotgun, ammo, ammunition, ar-15, gun show, guns for sale,
        silencer for sale,
        vuurwapen*, munitie, pistool te koop, geweer,
        schusswaffe*, munition, gewehr, pistole zu verkaufen,
        armes à feu, arme à feu, fusil, pistolet à vendre,
        armas de fuego, munición, escopeta, pistola en venta,
        arma de fogo, armas de fogo, munição, espingarda, pistola à venda,
        أسلحة نارية, ذخيرة, مسدس, بندقية,
        枪支, 弹药, 手枪, 步枪,
        銃器, 拳銃, 弾薬, 猟銃,
        बंदूक, पिस्तौल, कारतूस, हथियार बेच
    """,
    "tobacco": """
        cigarettes, cigars, tobacco, vape, vapes, vaping, e-cigarette*, nicotine, vape juice, hookah,
        sigaretten, tabak, sigaren, waterpijp,
        zigaretten, zigarren, e-zigarette*, nikotin, shisha tabak,
        tabac, cigarettes électroniques, cigares, vapoteuse, nicotine,
        tabaco, cigarrillos, puros habanos, vapeo, nicotina,
        cigarro eletrônico, cigarros, nicotina, vaporizador,
        سجائر, تبغ, شيشة, نيكوتين,
        香烟, 电子烟, 烟草, 雪茄,
        電子タバコ, 葉巻, タバコ, 加熱式たばこ,
        सिगरेट, तंबाकू, हुक्का, बीड़ी
    """,
    "misleading": """
        you have won, you've won, claim your prize, congratulations winner, act now, risk-free, risk free,
        free prize, claim now, you were selected, you have been selected,
        100% free, guaranteed winner, free gift card, urgent response required, click here now,
        your account has been suspended, verify your account now, limited time only, once in a lifetime,
        u heeft gewonnen, claim uw prijs, gratis cadeaubon, uw account is geblokkeerd,
        u bent geselecteerd, claim nu, gratis prijs,
        sie haben gewonnen, jetzt zuschlagen, gratis gutschein, ihr konto wurde gesperrt, einmalige chance,
        sie wurden ausgewählt, gewinn abholen,
        vous avez gagné, réclamez votre prix, carte cadeau gratuite, votre compte est suspendu,
        vous avez été sélectionné, cadeau gratuit,
        has ganado, ha ganado un, reclama tu premio, tarjeta regalo gratis, su cuenta ha sido suspendida,
        ha sido seleccionado, premio gratis,
        você ganhou, resgate seu prêmio, clique agora, sua conta foi bloqueada, imperdível,
        você foi selecionado, prêmio grátis,
        لقد ربحت, مبروك ربحت, اضغط هنا الآن, تم تعليق حسابك, جائزتك,
        恭喜您中奖, 您已中奖, 立即点击领取, 免费领取, 账户已被冻结,
        当選しました, おめでとうございます当選, 今すぐクリック, アカウントが停止, 無料プレゼント,
        आपने जीता है, इनाम जीत, अभी क्लिक करें, आपका खाता बंद, मुफ्त उपहार
    """,
}

BY_CATEGORY: dict[str, tuple[str, ...]] = {
    category: tuple(
        dict.fromkeys(word.strip() for word in words.replace("\n", " ").split(",") if word.strip())
    )
    for category, words in _LISTS.items()
}
"""The words of each category, each once."""
