"""Groups of words that are harmless alone and tell something near one of another group (B21).

A line ``[loan] + [promise]`` of ``restricted_words`` finds a word of each group near the other. The groups
hold what people write in ten languages; a ``*`` stands for any ending. People edit the lines, not the groups.
"""

_GROUPS: dict[str, str] = {
    "loan": """
        loan, loans, lend, lending, borrow, mortgage, refinance, credit line, finance, financing, lenen,
        lening*, krediet*, hypotheek, voorschot, kredit*, darlehen*, finanzierung*, prêt, prêts, emprunt*,
        crédit, crédits, financement, préstamo*, crédito*, prestamos, hipoteca, empréstimo*, financiamento*,
        consignado, قرض, قروض, سلفة, تمويل, قرضك, 贷款, 借款, 借钱, 放款, 贷, 融資, ローン, 借りられ,
        借り入れ, お金を借り, キャッシング, लोन, ऋण, कर्ज, उधार, we fund, funding for, privatkredit*,
        microcrédito*, minicrédito*, sneltegoed, 下款, 资金周转, 急用钱, お金貸し, फाइनेंस
    """,
    "money": """
        cash, money, dollars, pounds, euro, euros, usd, funds, bucks, geld, contant, bargeld, argent,
        liquide, dinero, plata, efectivo, dinheiro, grana, reais, مال, أموال, نقد, نقدي, دولار, ريال, درهم,
        现金, 钱, 万元, 元, 円, お金, 現金, पैसा, पैसे, रुपये, नकद
    """,
    "promise": """
        approved, instant*, in minutes, in five minutes, in ten minutes, in an hour, lowest rate*, low rate*,
        no paperwork, without paperwork, no questions, no collateral, no credit check, bad credit,
        apply here, apply now, credit score, any credit, everyone, same day, whatever your, guaranteed,
        zonder vragen, zonder bkr, zonder papieren, zonder papierwerk, zonder gedoe, vandaag nog, direct op,
        direct geld, meteen, binnen een uur, ondanks, op uw rekening, op je rekening, binnen 10 minuten,
        ohne schufa, ohne prüfung, ohne papiere, ohne bonität*, negative schufa, negativer schufa, sofort,
        in minuten, heute noch, aufs konto, auf ihr konto, ohne nachweis*, garantiert, ohne fragen,
        sans justificatif*, sans enquête, sans garantie, sans condition*, immédiat*, en 24 h, en 24h,
        en une heure, en 5 minutes, même fiché, interdit bancaire, garanti, sans dossier, réponse rapide,
        al instante, sin papeleo, sin papeles, sin aval*, sin nómina, inmediato*, en minutos, asnef,
        hoy mismo, sin preguntas, garantizado, sin buró, aprobado al, en 10 minutos, sin garantía, na hora,
        sem consulta, negativado*, nome sujo, sem burocracia, liberado, imediato, em minutos,
        sem comprovação, sem fiador, aprovado na, hoje mesmo, garantido, spc, serasa, sem comprovante,
        بدون ضامن, بدون كفيل, بدون كفيلة, بدون أوراق, بدون ضمان*, فوري, فورية, خلال دقائق, خلال ساعة,
        في نفس اليوم, بدون مستندات, موافقة فورية, بدون تحويل, 无需担保, 无担保, 无抵押, 免抵押, 当天放款,
        当天到账, 秒批, 秒下, 不看征信, 黑户, 分钟到账, 分钟放款, 凭身份证, 免征信, 即日, 審査なし, 無審査,
        誰でも, ブラックでも, 保証人不要, 分で振込, 必ず借り, 担保不要, तुरंत, बिना कागज़, बिना कागज,
        बिना गारंटी, बिना सिबिल, बिना दस्तावेज, तत्काल, मिनटों में, आज ही खाते, मिनट में, बिना जाँच,
        bad history, history welcome, this afternoon, no tax returns, no income proof, no guarantor,
        same hour, any history, within the hour, decided in, in vijf minuten, ook met schulden, ook met bkr,
        met bkr, bkr-registratie, zonder inkomen, zo geregeld, ohne bankauskunft, ohne auskunft,
        ohne gehaltsnachweis, in fünf minuten, auch mit schulden, auch bei, même pour les fichés, fichés,
        aux fichés, sans emploi, réponse en, même sans, aunque estés, respuesta en el día, en el acto,
        en cinco minutos, sin cambiar de banco, con deudas, con restricción, com restrição,
        restrição no nome, mesmo com, em cinco minutos, sem holerite, cai hoje, aprovação em,
        بدون تحويل راتب, بدون راتب, بلا كفيل, بلا ضامن, حتى مع التعثر, 当天下款, 黑户也能, 无视, 急用钱,
        秒到, 门槛低, ブラックok, 分で50万, 最短, 在籍確認なし, 収入証明不要, बिना गारंटर, बिना सैलरी, आज ही,
        तक का लोन, पाँच मिनट, खराब क्रेडिट, nine out of ten, nobody refused, everyone accepted, our lenders,
        even if refused, niemand wordt geweigerd, keiner wird abgelehnt, personne refusé, sin preguntar,
        trotz schufa, seconds, decision in, rates from
    """,
    "no proof": """
        bad credit, no paperwork, no questions asked, no credit check, whatever your credit, poor credit,
        zonder vragen, zonder bkr, zonder papieren, zonder gedoe, zonder toetsing, vandaag op je rekening,
        vandaag geld op, trotz schufa, ohne schufa, negative schufa, negativer schufa, schlechter schufa,
        schufafrei, sans justificatif*, sans enquête, sans condition*, même fiché, interdit bancaire,
        sin papeleo, sin aval, asnef, sin nómina, buró de crédito, sin preguntas, negativado*, nome sujo,
        sem consulta, sem burocracia, spc, serasa, score baixo, بدون كفيل, بدون ضامن, بدون أوراق, بدون شروط,
        不看征信, 无需担保, 黑户, 凭身份证, 分钟到账, 审査なし, 審査なし, 無審査, ブラックでも, 保証人不要,
        बिना सिबिल, बिना गारंटी, बिना कागज, बिना कागज़, खराब सिबिल
    """,
    "crypto": """
        bitcoin*, crypto*, forex, ethereum, trading bot, trading robot, ai trading, token sale, usdt,
        altcoin*, krypto*, cripto*, cryptomonnaie*, kryptowährung*, criptomoeda*, بيتكوين, العملات الرقمية,
        الفوركس, فوركس, 比特币, 虚拟币, 炒币, 炒股群, 外汇, 荐股, ビットコイン, 仮想通貨, 暗号資産,
        FX自動売買, बिटकॉइन, क्रिप्टो, shitcoin*, dogecoin, solana, memecoin*, عملات رقمية, 区块链, 数字货币,
        コイン投資, क्रिप्टोकरेंसी, btc, eth
    """,
    "gain": """
        profit*, double*, triple*, returns, signals, earn, earned, made our members, guaranteed, turn, robot,
        into, grow your, 10x, 100x, millionaire*, rich, gewinn*, verdoppel*, rendite, reich, winst*,
        rendement, verdubbel*, rijk, bénéfice*, doublez, multipliez, gains, riche, ganancia*, duplica*,
        multiplica*, gana, lucro*, dobre, dobrar, multiplique, renda, ganhe, أرباح, ربح, ضاعف, مضاعفة, مضمون,
        盈利, 翻倍, 收益, 稳赚, 内幕, 利益, 儲か, 稼げ, 倍に, 必勝, मुनाफा, दोगुना, कमाई, कमाएं, गारंटी,
        a month, a week, in a week, in een week, in vier wochen, sept jours, una semana, uma semana, أسبوع,
        خلال أسبوع, 一周, 带单, 一週間, हफ्ते, get back, back in, hours
    """,
    "earn": """
        earn, make money, make up to, our members make, get paid, extra income, verdien*, bijverdienen,
        verdien, verdienen, nebenjob, zuverdienst, gagnez, gagner, revenu*, gana, gane, ganar, ganhe, ganhar,
        renda, اكسب, اربح, دخل, كسب, 赚, 日结, 兼职, 收入, 日赚, 稼, 副業, 収入, 月収, 日給, कमाएं, कमाओ,
        कमाई, कमाने, income, stuff envelopes, typing jobs, bijbaan, heimarbeit, télétravail, paga, trabajo,
        trabalho, وظيفة, عمل, 打字, 刷单, 在宅ワーク, पार्ट टाइम, नौकरी, hours a day, message us
    """,
    "at home": """
        from home, from your phone, from your sofa, from your couch, per day, a day, daily, a week, per week,
        quit your job, online, working from, no experience, in your spare time, passive, vanuit huis, thuis,
        met je telefoon, per dag, vanaf je, von zuhause, von zu hause, mit dem handy, am tag, pro tag,
        pro woche, täglich, in der woche, nebenbei, depuis chez vous, de chez vous, avec votre téléphone,
        par jour, par semaine, sur internet, en ligne, desde casa, desde tu móvil, desde tu celular, al día,
        por día, a la semana, diarios, en línea, por semana, de casa, pelo celular, por dia, pela internet,
        no celular, em casa, trabalhando de, من المنزل, من البيت, من هاتفك, يوميا, في اليوم, من الإنترنت,
        اسبوعيا, بسهولة, 在家, 手机, 每天, 日结, 当天结算, 一天, 月入, 轻松, 网上, スマホ, 在宅, 毎日, 簡単,
        一日, 誰でも, 自宅で, घर बैठे, घर से, मोबाइल से, रोज, रोजाना, हर दिन, ऑनलाइन, प्रति दिन, at home,
        an hour, per hour, no skills, your own hours, im homeoffice, pro stunde, ohne vorkenntnisse,
        par heure, chez soi, sin experiencia, por hora, sem experiência, بدون خبرة, في الساعة, 一单, 时薪,
        未経験, 時給1万, बिना अनुभव, प्रति घंटा
    """,
    "bet": """
        bet, bets, betting, wager*, odds, stake, stakes, punt, gamble, wed, wedden, inzet, inzetten, gok,
        wetten, wette, wetteinsatz, tippen, quoten, pariez, parier, pari, paris, mise, misez, cotes,
        apuesta*, apostar, apueste, cuotas, aposte, aposta*, palpite*, راهن, رهان, رهانك, المراهنة, مراهنة,
        مراهنات, 下注, 投注, 押注, 竞猜, 盘口, 賭け, 賭ける, ベット, オッズ, दांव, दाँव, सट्टा, बाजी, बेट,
        our tips, sure tips, fixed match*, tipster, betting balance, wager, wedtip*, pronostic*, pronóstico*,
        palpites, توقعات, 包赢, 红单, 単勝, टिप्स
    """,
    "bonus": """
        bonus*, spin, spins, double*, match, game, big game, fight, race, deposit, jackpot, win, stake,
        wedstrijd, gratis, vanavond, storting, ajax, winnen, spiel, heute, einzahlung, gratiswette, gewinnen,
        ce soir, offert*, dépôt, gagnez, coup d'envoi, partido, bono, depósito, giros, gana, jogo, bônus,
        ganhe, grátis, rodadas, مباراة, المباراة, بونص, مكافأة, إيداع, اربح, 球赛, 比赛, 首存, 彩金, 送,
        返水, 赔率, 試合, ボーナス, 入金, 特典, 今夜, मैच, बोनस, जमा, जीत, जीतें, आईपीएल, derby,
        champions league, premier league, world cup, final, bundesliga, ligue 1, la liga, libertadores,
        الدوري, 英超, 世界杯, Jリーグ, 競馬, वर्ल्ड कप, टी20
    """,
    "game of chance": """
        slots, online slots, slot machine*, roulette, blackjack, poker, baccarat, bingo, lottery, lotto,
        raffle, scratch card*, gokkast*, loterij, krasloten, lotterie, spielautomat*, freispiel*, rubbellos*,
        machine à sous, machines à sous, loterie, tombola, jeux de grattage, tragaperras, tragamonedas,
        ruleta, lotería, rasca, roleta, loteria, caça-níqueis, tigrinho, raspadinha, يانصيب, روليت, سلوت,
        بلاك جاك, 彩票, 百家乐, 老虎机, 棋牌, 轮盘, 德州扑克, 六合彩, 宝くじ, スロット, ルーレット, ポーカー,
        バカラ, パチスロ, लॉटरी, रूले, पोकर, स्लॉट, तीन पत्ती, रमी, tragaperra, بوكر, باكارات, 麻将, 捕鱼,
        真人荷官, オンラインポーカー, ऑनलाइन पोकर, रम्मी, तीनपत्ती, casino spel, chips, slot, slots online
    """,
    "play": """
        play, jackpot, spins, free spins, bonus*, deposit, win big, win cash, online, new players,
        new members, double, free money, million, speel, storting, gratis inzet, spielen, bonus, einzahl*,
        freispiel*, jouez, jouer, dépôt, tours gratuits, offert*, juega, jugar, bono, depósito, tiradas,
        gratis, jogue, jogar, rodadas, bônus, grátis, العب, إيداع, بونص, لفات, مجانية, مجاني, اربح, 送, 注册,
        彩金, 首存, 开户, 线上, 在线, 大奖, 登録, 入金, 無料, 勝て, オンライン, ボーナス, 特典, खेलें, खेलो,
        जमा, बोनस, जीतें, मुफ्त, welkomstbonus, willkommensbonus, bienvenue, bienvenida, cadastro,
        ganhe na hora, boas-vindas, ترحيبي, join now, sign up, プレゼント, साइन अप
    """,
    "women": """
        girls, women, ladies, singles, milf*, babes, hotties, chicks, meiden, vrouwen, dames, meisjes,
        frauen, mädchen, damen, filles, femmes, célibataires, chicas, mujeres, solteras, garotas, mulheres,
        novinhas, solteiras, بنات, نساء, فتيات, 美女, 妹子, 少妇, 学生妹, 小姐姐, 人妻, 女性, 女の子, ギャル,
        熟女, लड़कियां, लड़कियाँ, लड़की, औरतें, भाभी, milfs, wives, students, students live, studentes,
        studentinnen, hausfrauen, coquine*, casadas, mariées, universitarias, ninfetas, متزوجات, ارامل,
        مطلقات, 熟妇, 空姐, 未亡人, 女子大生, शादीशुदा, आंटी, moms, mums, milf
    """,
    "desire": """
        hot, sexy, naked, horny, local girls, lonely, naughty, uncensored, near you, live cam, webcam, dirty,
        geile, hete, blote, in jouw buurt, uit jouw buurt, eenzaam, ondeugende, heiße, nackte, einsame,
        aus deiner nähe, in deiner nähe, chaudes, coquines, nues, près de chez toi, près de chez vous,
        calientes, desnudas, sexys, de tu zona, cerca de ti, ardientes, quentes, nuas, safadas,
        perto de você, gostosas, ساخنة, عاريات, للتعارف, قريبات, مثيرات, 寂寞, 约会, 上门, 附近, 同城, 裸,
        激情, 会いたが, 今夜, 近所, エッチ, 欲求不満, हॉट, नंगी, मिलना चाहती, सेक्सी, अकेली, गर्म, nude*,
        topless, affair, an adventure, no strings, cam, in bio, date bij jou, avontuur, nackt*,
        vor der kamera, abenteuer, aventure*, cherchent, sans lendemain, aventura*, desnudos, sin compromiso,
        querem aventura, sem compromisso, مغامرة, الليلة, زواج متعة, 情人, 裸聊, 私密, 秘密の, 割り切り,
        セフレ, दोस्ती, आज रात, रात के लिए, कपड़े उतार, looking for fun, for fun tonight, in your area
    """,
    "debt": """
        debt, debts, creditors, what you owe, your owed, collections, arrears, credit card bills, schuld,
        schulden, schuldeisers, schuldenberg, gläubiger, dette, dettes, créances, surendettement, deuda*,
        adeudo*, morosidad, dívida*, débitos, endividado, ديون, ديونك, الديون, مديون, متأخرات, 债务, 欠款,
        逾期, 负债, 网贷逾期, 借金, 債務, ローン返済, 滞納, कर्ज, कर्ज़, ऋण, बकाया, collectors, you owe $,
        owe us
    """,
    "relief": """
        wipe*, erase*, reduce*, settle*, forgive*, write off, eliminate*, get rid of, lower your,
        stop the calls, escape, relief, collections, af, halveren, helft, kwijt, verlagen, kwijtschelding,
        saneren, los, loswerden, hälfte, streichen, erlassen, halbieren, erlass, tilgen wir, réduites,
        réduire, effacer, effacez, moitié, diminuer, annuler, supprimez, elimina, reduce, reducir, mitad,
        liquida, cancela, olvida, borra, acabe, elimine, reduza, metade, limpe, quite, livre-se, desconto,
        تخلص, نصف, النصف, إسقاط, تخفيض, شطب, 减免, 一半, 清零, 停息, 协商, 上岸, 减半, 延期, 減ら, 半分,
        減額, ゼロに, 整理, 免除, माफ, आधा, आधे, छुटकारा, मुक्ति, खत्म, pennies, wipe it out, erased,
        write-off, in halve, weg ermee, schuldenfrei, entschulden, effacées, quitte, sin deudas, borrar,
        limpiar, nome limpo, zerar, zere, مسامحة, إعفاء, 减债, 停催, 帳消し, チャラ, सेटलमेंट, निपटारा,
        vanish, disappear*, verdwijnen, verschwinden, disparaître, desaparecer, desaparezcan, sumir, تختفي,
        消失, 消え, गायब, cut your, cut what, cuts your, half of what, by half, in half, cut in, out of debt,
        one low, low monthly, monthly payment
    """,
    "threat": """
        collections, legal action, court, bailiff*, seize*, or we will, lawyer, final demand, pay today,
        incasso*, deurwaarder*, beslag, gerichtsvollzieher, vollstreckung, pfändung, inkasso*, huissier*,
        saisie, poursuites, embargo*, cobrador*, juicio, abogados, penhora*, cartório, negativação, protesto,
        محكمة, حجز, المحضر, 起诉, 上门催收, 律师函, 差し押さえ, 法的措置, कोर्ट, कुर्की, वसूली, at your door
    """,
    "weed": """
        weed, pot, buds, pre-rolls, prerolls, sativa, indica, kush, gummies, edibles, ganja, joint, joints,
        thc, cbd, cannabis, hash, gras, wiet, hasj, spacecake*, haschisch, marihuana, hanf*, beuh, shit,
        résine, herbe, fleurs de cbd, hierba, porros, hachís, cogollos, maconha, haxixe, erva, beck, حشيش,
        ماريجوانا, بانجو, الحشيش, 大麻, 叶子, 飞行员, 大麻叶, リキッド, ハッパ, गांजा, चरस, भांग, माल, skunk,
        haze, oz, ounces, moonrocks, cali, pollen, amnesia, pre-rolled, brownies, dabs, wax, space cake,
        hash brownies, joints roulés, porro, baseado*, سيجارة حشيش, 草本叶子
    """,
    "weed trade": """
        sativa, indica, thc, cbd, gummies, cannabis, kush, our weed, weed shop, edibles, buy weed, get weed,
        premium buds, discreet, high grade, wiet, hasj, haschisch, thuisbezorgd, coffeeshop, gras kaufen,
        diskret, chanvre, discrète*, livraison discrète, livrés chez vous, résine, marihuana, discreto,
        a domicilio, hachís, maconha, haxixe, em casa, توصيل, ماريجوانا, 送货, 出售, 发货, 货到付款, 発送,
        通販, 手押し, डिलीवरी, घर तक, चरस, ounce*, gram of, grams, text to order, gramme*, gramm, gramos,
        gramas, الجرام, 每克, グラム, तोला, we ship, pre-rolled, hash, ship anywhere, versturen, versand,
        wir liefern, on livre, enviamos, entregamos, نوصل, 包邮, 全国发货, 全国発送, भेजते हैं
    """,
    "medicine": """
        pills, painkillers, pain pills, valium, xanax, tramadol, codeine, oxycodone, oxycontin, percocet,
        vicodin, ambien, adderall, ritalin, diazepam, viagra, cialis, ozempic, steroids, antibiotics,
        sleeping pills, modafinil, ketamine, alprazolam, zolpidem, lorazepam, pillen, pijnstillers,
        slaappillen, medicijnen, oxycodon, codeïne, tabletten, schlafmittel, schmerzmittel, medikamente,
        potenzmittel, pilules, somnifères, médicaments, anti-douleurs, comprimés, pastillas, medicamentos,
        somníferos, ansiolíticos, remédios, comprimidos, rivotril, ritalina, حبوب, أدوية, ترامادول, زاناكس,
        فاليوم, منوم, 安眠药, 止痛药, 三唑仑, 伟哥, 听话水, 药, 睡眠薬, 鎮痛剤, バイアグラ, 薬, दवा, दवाई,
        गोलियां, ट्रामाडोल, वियाग्रा, नींद की गोली, codéine, codeína, fentanyl, pregabalin, lyrica, benzos,
        remédio*, antidepressiv*, ansiolítico*, tarja preta, كودايين, ليريكا, ブロン, アルプラゾラム, कोडीन,
        अल्प्राजोलम, oxy, xans, percs, roxies, roxys, addys, blues, mollies, molly, lean, pain medication
    """,
    "no prescription": """
        no prescription, without prescription, without a prescription, without a script, no script,
        no doctor needed, without a doctor, no rx, no doctor, prescription-free, discreet, discreetly,
        zonder recept, zonder dokter, ohne rezept, rezeptfrei bestellen, ohne arzt, diskret, sans ordonnance,
        discrète, discrètement, sin receta, discreto, sem receita, discreta, بدون وصفة, بلا وصفة, بدون روشتة,
        不用处方, 无需处方, 免处方, 货到付款, 処方箋不要, 処方箋なし, 処方なし, बिना पर्चे, बिना पर्ची,
        बिना डॉक्टर, बिना प्रिस्क्रिप्शन, no questions, no questions asked, zonder doktersrecept,
        doktersrecept nodig, ohne arztbesuch, ohne verschreibung, sans médecin, sin preguntas, sin médico,
        sem médico, tarja preta, بدون طبيب, 免医生, 個人輸入, 診察なし, बिना डॉक्टरी, hit me up, dm me, plug,
        available now, in stock, discreet packaging, unauffällig, emballage neutre, 隐蔽发货, गुप्त पैकिंग
    """,
    "gun": """
        gun, guns, rifle*, shotgun*, pistol*, revolver*, glock, ak-47, ammo, rounds, ammunition, 9mm,
        bullets, geweer, geweren, pistool, pistolen, munitie, kogels, vuurwapen*, pistole*, gewehr*,
        munition, revolver, waffen, fusil*, pistolet*, munitions, cartouches de fusil, escopeta*, pistola*,
        munición, balas, espingarda*, munição, revólver*, pistolas, مسدس, مسدسات, بندقية, بنادق, ذخيرة,
        أسلحة, رصاص, 手枪, 步枪, 气枪, 猎枪, 子弹, 弹药, 枪支, 拳銃, 猟銃, 弾薬, 実弾, 銃, बंदूक, पिस्तौल,
        कट्टा, कारतूस, रिवॉल्वर, ar-15, glocks, tec-9, carbine, karabijn, flinte*, carabine*, fusils,
        carabina*, calibre 38, كلاشنكوف, رشاش, 仿真枪, 仿真手枪, 砲, 散弾銃, देसी कट्टा, तमंचा
    """,
    "gun trade": """
        selling, for sale, cash only, in stock, background check, no licence, no license, gun show, buy,
        ammo, unregistered, no papers, te koop, zonder vergunning, verkopen, zu verkaufen, ohne schein,
        ohne waffenschein, kaufen, à vendre, sans permis, en venta, se vende, vendo, sin licencia, à venda,
        sem registro, sem porte, للبيع, بدون ترخيص, 出售, 现货, 货到付款, 販売, 売ります, बिकाऊ, बेच,
        बिना लाइसेंस, बेचना, private sale, no paperwork, abzugeben, ohne papiere, ohne erlaubnis,
        sans papiers, en vente, sin papeles, sin permiso, sem documento, vende-se, بدون رخصة, بدون أوراق,
        私下, 格安, बिना कागज, waiting period, pay in bitcoin, no id, no serial, untraceable,
        geen vergunning, sans numéro, sin número, sem numeração, 无需证件, बिना नंबर
    """,
    "drink": """
        beer*, wine, wines, rum, gin, vodka, whisky, whiskey, tequila, booze, bourbon, brandy, liquor,
        spirits, champagne, cider, bier, wijn, jenever, drank, wodka, schnaps, wein, sekt, spirituosen,
        likör, bière*, vin, vins, rhum, pastis, alcool*, cerveza*, vino, ron, ginebra, aguardiente, licor*,
        cerveja*, vinho, cachaça, pinga, bebida alcoólica, خمور, خمر, نبيذ, بيرة, ويسكي, فودكا, عرق, 白酒,
        啤酒, 红酒, 茅台, 威士忌, 伏特加, 洋酒, ビール, 日本酒, 焼酎, ワイン, ウイスキー, ウォッカ, शराब,
        बीयर, वाइन, व्हिस्की, दारू, रम, वोदका
    """,
    "smoke": """
        cigarette*, cigar, cigars, tobacco, vape, vapes, vaping, e-cigarette*, e-liquid*, nicotine, hookah,
        shisha, snus, sigaret*, sigaar, sigaren, tabak, shag, sloffen, zigarette*, zigarre*, e-zigarette*,
        nikotin*, liquids, stange zigaretten, cigare*, tabac, vapoteuse*, puff, puffs, cigarrillo*, tabaco,
        puros, vapeador*, nicotina, cigarro*, narguilé, pod descartável, vaper*, سجائر, السجائر, تبغ, شيشة,
        معسل, فيب, 香烟, 电子烟, 烟草, 雪茄, 中华烟, 烟弹, タバコ, たばこ, 電子タバコ, 葉巻, ベイプ,
        シーシャ, सिगरेट, तंबाकू, हुक्का, बीड़ी, गुटखा, वेप
    """,
    "offer": """
        half price, half-price, 2 for 1, two for one, 3 for 2, three for two, 2 for, 3 packs, price of one,
        price of two, off today, cheap, sale, this weekend, discount*, special offer, deal, deals,
        delivered to your door, delivered tonight, free with every, buy one, from $5, order now, in the shop,
        all flavours, shop now, halve prijs, goedkope, korting, aanbieding, actie, gratis bij,
        voor de prijs van, thuisbezorgd, zum halben preis, halber preis, billige, billig, rabatt, angebot,
        sonderangebot, ohne steuer, zum preis von, moitié prix, à moitié prix, pas cher, pas chères,
        moins chère*, moins cher*, promo*, remise, pour le prix, mitad de precio, barato*, oferta*,
        descuento*, envío gratis, rebajas, 2x1, 3x2, metade do preço, desconto*, promoção, frete grátis,
        leve 3, peça agora, نصف السعر, بنصف السعر, خصم, خصومات, عرض خاص, اطلب الآن, أرخص, تخفيضات, 半价,
        特价, 促销, 低价, 批发, 打折, 优惠, 货到付款, 折起, 买一送一, 半額, 割引, セール, 送料無料, 激安,
        特価, 無料で, आधे दाम, छूट, सस्ती, सस्ता, सस्ते, ऑफर, डिस्काउंट, मुफ्त, सेल, पर एक फ्री, 10 off,
        15 off, 20 off, 25 off, 30 off, 40 off, 50 off, 60 off, 70 off, duty free, duty-free,
        buy one get one, bogo, wholesale, home delivery, twee halen, 1 plus 1, tweede gratis, twee voor een,
        zollfrei, im angebot, zum sparpreis, prix cassé*, détaxé*, 2 achetés, la deuxième offerte,
        dos por uno, en oferta, tres por dos, liquidación, só hoje, leve 2, em promoção, atacado, جملة, بسعر,
        توصيل مجاني, 清仓, 免税, 厂家直销, 直销, 卸値, まとめ買い, होम डिलीवरी, थोक, while stocks last,
        only today, zolang de voorraad strekt, solange vorrat reicht, jusqu'à épuisement, hasta agotar,
        enquanto durar, حتى نفاد الكمية, 售完即止, 在庫限り, स्टॉक रहने तक, get 1 free, get one free, 1 free
    """,
    "need": """
        short of cash, money worries, money trouble*, struggling with bills, need cash, need money, broke,
        denied by, turned down by, geldzorgen, geld nodig, krap bij kas, geldsorgen, geldnot,
        knapp bei kasse, fins de mois, besoin d'argent, à découvert, apuros, necesitas dinero, sin dinero,
        apertado, sem dinheiro, precisando de dinheiro, محتاج فلوس, تحتاج مال, ضائقة مالية, 手头紧, 缺钱,
        急需用钱, お金に困, 金欠, お金が必要, पैसों की तंगी, पैसे की ज़रूरत, पैसे चाहिए
    """,
    "lent": """
        lend*, loan*, pay out, your account, nobody refused, everyone accepted, say yes, approved, deposit,
        op uw rekening, op je rekening, niemand wordt geweigerd, wij lenen, wir zahlen, wir verleihen,
        auszahlung, keiner wird abgelehnt, aufs konto, prêtons, prêt, virement, personne n'est refusé,
        prestamos, te prestamos, en tu cuenta, nadie es rechazado, emprestamos, na hora, na conta, نقرضك,
        سلفة, قرض, 能借, 到账, 放款, 振込, 来店不要, 融資, उधार, लोन, खाते में, मना नहीं
    """,
    "tip": """
        tips, predictions, our picks, sure wins, winning, banker, voorspelling*, winnende, tipps, treffer,
        sichere tipps, pronostic*, gagnés, gagnants, pronóstico*, acertaron, acertamos, aciertos, palpite*,
        acertaram, acertos, توقعات, توقعاتنا, قناة, 跟单, 连红, 进群, 老师, 予想, 連勝, 必勝, टिप्स, ग्रुप,
        पक्की
    """,
    "wager": """
        bets, betting, wagers, odds, fixed match*, weddenschap*, wett*, sportwett*, paris, apuesta*, apostas,
        مراهنات, المراهنات, رهان, 下注, 投注, 盘口, 競馬, 競輪, 競艇, 賭け, सट्टा, सट्टे, दांव
    """,
    "intimate": """
        private photos, private videos, private pics, my private, intimate photos, my nudes, blote foto*,
        mijn blote, naaktfoto*, private fotos, nacktbilder, photos privées, photos intimes,
        mes photos coquines, fotos privadas, fotos íntimas, packs, vídeos íntimos, صور خاصة, فيديوهات خاصة,
        私密照, 私密视频, 裸照, 裸の写真, 自撮り, エッチな写真, निजी तस्वीर, निजी वीडियो, नंगी फोटो
    """,
    "grown up": """
        over 18, 18 only, only for you, just for you, subscribe, first month, stuur een bericht*,
        alleen voor jou, ab 18, nur für dich, plus de 18, rien que pour toi, mayores de 18, solo para ti,
        maiores de 18, só para você, للكبار, لك فقط, فوق ١٨, 满18, 只给你, 18歳以上, あなただけ, 18 से ऊपर,
        सिर्फ आपके
    """,
    "expires": """
        will be closed, will be cancelled, will be deleted, expires today, will expire, has been limited,
        verloopt, afsluiting, wordt gesloten, wordt geblokkeerd, wird gesperrt, läuft ab, eingeschränkt,
        expire, sera fermé, sera suspendu, será cancelada, será bloqueada, caducará, será suspensa,
        foi suspenso, foi suspensa, será cancelado, سيتم إيقاف, سيتم حظر, سيتم إغلاق, 即将停用, 将被冻结,
        即将失效, 停止されます, 利用停止, 失効します, बंद होगा, बंद हो जाएगा, ब्लॉक हो जाएगा
    """,
    "prize": """
        winner, you won, you have won, prize, prizes, reward, gift card, iphone, voucher, jackpot,
        lucky draw, your number was, you were picked, been chosen, been selected, were chosen, winnaar,
        prijs, gewonnen, cadeaubon, uitgekozen, uw nummer, gewinner, gewinn, ausgelost, ausgewählt,
        geschenkgutschein, heureux gagnant, gagnant*, gagné, tiré au sort, cadeau, lot, sélectionné*,
        ganador*, premio*, ganado, elegido, seleccionado, sorteo, ganhador*, ganhou, prêmio*, sorteado*,
        escolhido, selecionado, vencedor*, جائزة, الجائزة, جائزتك, الفائز, ربحت, فزت, بجائزة, تم اختيارك,
        تم اختيار رقمك, هدية, 中奖, 获奖, 奖品, 抽中, 获得, 奖金, 领奖, 大奖, 幸运, 当選, 当たりました, 賞品,
        賞金, 選ばれました, プレゼント, इनाम, जीत गए, जीता, विजेता, चुना गया, लकी ड्रॉ, पुरस्कार,
        lucky visitor, lucky customer, lucky winner, samsung, macbook, ps5, playstation, lottery,
        bon d'achat, vale de compra, tarjeta regalo, vale-presente, قسيمة, سحب, 三星, 华为, 红包, 商品券,
        ギフト券, एप्पल, मोबाइल जीता, कार जीती
    """,
    "claim": """
        click, tap, claim, link, collect your, redeem, reply win, reply yes, before midnight,
        congratulations, klik, verzilver, haal hem op, gefeliciteerd, klicken, klick, einlösen,
        herzlichen glückwunsch, hier abholen, cliquez, clique, lien, réclamez, félicitations, haz clic,
        pulsa, clic, enlace, reclama, felicidades, enhorabuena, canjea, toque, resgate, parabéns, اضغط, انقر,
        الرابط, رابط, مبروك, لاستلام, 点击, 链接, 领取, 点链接, 恭喜, クリック, リンク, タップ, おめでとう,
        受け取, क्लिक, लिंक, दबाएं, बधाई, दावा, activate, confirm, meld u, bevestig, abholen,
        einfach antworten, récupérez, confirmez, confirma, recoge, confirme, retire, سجل, ارسل, 联系客服,
        兑奖, 応募, こちらから, संपर्क करें, भेजें
    """,
    "account": """
        account, bank card, card, parcel, package, profile, netflix, paypal, wallet, apple id, rekening,
        bankpas, pakket, konto, karte, bankkarte, paket, sendung, compte, carte bancaire, colis,
        carte vitale, cuenta, tarjeta, paquete, conta, cartão, encomenda, حسابك, حسابكم, بطاقتك, طردك, شحنتك,
        账户, 银行卡, 账号, 包裹, 快递, 口座, カード, アカウント, お荷物, खाता, कार्ड, पार्सल, digid, ameli,
        bbva, pix, 医保卡, 社保卡, केवाईसी
    """,
    "blocked": """
        blocked, suspended, frozen, restricted, on hold, is held, could not be delivered, customs fee,
        unusual activity, geblokkeerd, opgeschort, bevroren, inklaringskosten, douanekosten, gesperrt,
        eingeschränkt, zollgebühr, zollgebühren, bloqué*, suspendu*, frais de douane, bloqueada*, bloqueado*,
        suspendida, suspendido, retenido, suspensa, taxa alfandegária, retida, حظر, تجميد, تعليق, موقوف,
        محتجز, محظور, 冻结, 异常, 停用, 被限制, 扣留, 停止, 凍結, 制限, 不正利用, बंद, ब्लॉक, निलंबित, रोक,
        deactivated, vastgehouden, zurückgehalten, festgehalten, retenu*, retenida*, retido, محتجزة, 被海关,
        海关扣留, 保管中, रुका है, रोक दिया
    """,
    "log in": """
        log in, login, verify, confirm your, unlock, link, click, within 24 hours, restore, reactivate,
        update your details, inloggen, verifieer, klik, bevestig uw, deblokkeer, einloggen, anmelden,
        bestätigen sie, klicken, entsperren, cliquez, confirmez, vérifiez, connectez-vous, lien, verifica,
        haz clic, inicia sesión, enlace, confirma tus, desbloquear, clique, confirme seus, desbloqueie,
        atualize, اضغط, تحديث, الرابط, تأكيد بياناتك, 点击, 链接, 登录, 验证身份, ログイン, クリック, リンク,
        確認して, क्लिक, लिंक, केवाईसी, अपडेट करें, update your payment, payment details, pay the fee,
        pay here, betaal*, via de link, hier anmelden, zahlen sie, réglez, payez, de frais, pague, aduana,
        taxa, ادفع, عبر الرابط, الرسوم, 缴费, お支払い, 手数料, शुल्क, भरें, लिंक से, log nu in,
        melden sie sich, mettez à jour, mettre à jour, ingrese, ingresa, actualice, regularize, regularice,
        acesse, حدث بياناتك, من الرابط, 更新, 点击链接, 本人確認, こちらから
    """,
    "congratulations": """
        congratulations, congrats, gefeliciteerd, glückwunsch, félicitations, felicidades, enhorabuena,
        parabéns, مبروك, تهانينا, 恭喜, おめでとう, बधाई
    """,
    "picked": """
        winner, picked, chosen, selected, your number, you won, have won, uitgekozen, winnaar, gewonnen,
        ausgewählt, ausgelost, gewinner, sélectionné*, tiré au sort, gagnant*, ganador, elegido,
        seleccionado, tu número, ganhador, sorteado, escolhido, seu número, اختيارك, رقمك, الفائز, 中奖,
        抽中, 被选中, 您的号码, 当選, 選ばれ, चुना गया, विजेता, आपका नंबर
    """,
    "act": """
        act now, act fast, risk-free, risk free, hurry, last chance, limited time only, once in a lifetime,
        jetzt zuschlagen, einmalige chance, nu toeslaan, laatste kans, dernière chance, offre unique,
        última oportunidad, última chance, imperdível, فرصة أخيرة, لا تفوت, 机不可失, 最后机会, 今だけ,
        आखिरी मौका
    """,
    "lure": """
        offer, free, prize, win, profit, money, deal, guaranteed, invest*, discount*, bonus, gratis,
        gutschein, gewinn, geld, cadeau, gratuit*, argent, premio, dinero, grátis, prêmio, dinheiro, مجانا,
        ربح, جائزة, 免费, 奖, 无料, 無料, 当選, मुफ्त, इनाम
    """,
}

GROUPS: dict[str, tuple[str, ...]] = {
    name: tuple(dict.fromkeys(word.strip() for word in words.replace("\n", " ").split(",") if word.strip()))
    for name, words in _GROUPS.items()
}
"""The words of each group, each once."""
