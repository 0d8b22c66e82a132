"""Column name synonyms in six languages and in programs, besides the names that known exports use.

Names are as ``spoken_names.spoken`` gives them. A key ``table.column`` holds in that table alone.
"""

from __future__ import annotations

# English, French, German, Spanish, Italian and Portuguese, as agencies and tools head their
# own sheets, and programs their fields. A word that means something else in another table is
# under the key of its table.
WORDS: dict[str, str] = {
    "date": (
        "day|date|jour|tag|datum|fecha|día|data|giorno|dia|stat time day|time period|date range start"
        "|report date|reporting date|gregorian date|date day|by day|end time|as of date"
    ),
    "published_at": (
        "published|published at|publish date|post date|posted|posted at|created at|timestamp|time"
        "|date de publication|publié le|veröffentlicht|veröffentlicht am|erstellt am"
        "|fecha de publicación|publicado|data di pubblicazione|pubblicato|data de publicação"
        "|date posted|date published|created time|create time|posted on|published on|post created|taken at|publish time"
    ),
    "post_id": (
        "post id|id|status id|uri|video id|id du post|beitrags-id|id de publicación|id do post"
        "|post identifier|media id|tweet id|shortcode|short code|pin id|share id|content id"
    ),
    "permalink": (
        "url|link|post url|post link|permalink|lien|adresse|enlace|collegamento|endereço"
        "|permalink url|share url|post permalink|video url"
    ),
    "text": (
        "text|post|caption|message|content|texte|légende|contenu|beitrag|inhalt|texto|contenido"
        "|testo|contenuto|conteúdo|legenda"
        "|post text|post caption|post message|video description"
    ),
    "format": (
        "type|post type|format|media type|type de publication|beitragstyp|tipo|formato"
        "|media product type|media type|content type|post format"
    ),
    "impressions": (
        "impressions|impressionen|impresiones|impressioni|impressões|vues de l'écran"
        "|impression count|impressions count|page impressions|post impressions|show cnt|total impressions|anzeigen impressionen"
    ),
    "views": (
        "views|video views|plays|story views|snap views|profile views total|vues|lectures|aufrufe"
        "|ansichten|visualizaciones|vistas|reproducciones|visualizzazioni|visualizações"
        "|view count|views count|plays count|play count|video view count|total views|post views"
    ),
    "reach": (
        "reach|portée|couverture|reichweite|alcance|copertura|unique reach|accounts reached"
        "|accounts reached|unique users reached|impressions unique|reach unique|page impressions unique|post impressions unique|approximate unique impressions|approximate member reach"
    ),
    "reactions": (
        "likes|favourites|favorites|reactions|hearts|j'aime|mentions j'aime|réactions|gefällt mir"
        "|reaktionen|me gusta|reacciones|mi piace|reazioni|curtidas|reações"
        "|like count|likes count|number of likes|total likes|favorite count|favourite count|reaction count|reactions count|heart count"
    ),
    "comments": (
        "comments|replies|commentaires|réponses|kommentare|antworten|comentarios|respuestas"
        "|commenti|risposte|comentários|respostas"
        "|comment count|comments count|number of comments|reply count|replies count"
    ),
    "shares": (
        "shares|reposts|boosts|retweets|reblogs|partages|republications|geteilt|teilungen"
        "|compartidos|veces compartido|condivisioni|compartilhamentos"
        "|share count|shares count|repost count|retweet count|number of shares|reblogs count"
    ),
    "saves": (
        "saves|bookmarks|saved|enregistrements|favoris|gespeichert|guardados|salvataggi|salvos"
        "|save count|saves count|bookmark count|favorited count"
    ),
    "clicks": (
        "clicks|clics|klicks|clic|cliques|swipe ups|swipes"
        "|click count|clicks count|click cnt|post clicks|total clicks|clicks all"
    ),
    "link_clicks": (
        "link clicks|url clicks|website clicks|outbound clicks|clics sur le lien|clics sur un lien"
        "|linkklicks|clics en el enlace|clic sul link|cliques no link"
        "|inline link clicks|url link clicks|outbound clicks|landing page clicks|website clicks|link click|link clicks count|destination url clicks"
    ),
    "interactions": (
        "engagements|interactions|interaktionen|interacciones|interazioni|interações"
        "|engagement count|page post engagements|post engagement|total interactions|total engagements|post engagements"
    ),
    "follows": "new followers|follows|nouveaux abonnés|neue follower|nuevos seguidores|nuovi follower|novos seguidores",
    "unfollows": "unfollows|lost followers|désabonnements|verlorene follower",
    "followers": (
        "followers|subscribers|fans|friends|abonnés|follower|seguidores|iscritti|amis"
        "|follower count|followers count|subscriber count|subscribers count|fan count|page fans|page likes|total followers|page follows|profile followers"
    ),
    "profile_visits": (
        "profile visits|profile views|visites du profil|profilbesuche|visitas al perfil"
        "|profile views count"
    ),
    "spend": (
        "spend|cost|costs|amount spent|ad spend|dépenses|dépense|coût|coûts|kosten|ausgaben|coste"
        "|costo|gasto|inversión|spesa|custo|investimento"
        "|spends|ad cost|media cost|media spend|total cost|total spend|total spent|cost total|spent|amount spend|cost in local currency|stat cost|spend in dollar|cout"
    ),
    "campaign": (
        "campaign|campaign name|campagne|nom de la campagne|kampagne|campaña|campagna|campanha"
        "|campaigns|campaign group|utm campaign|session campaign|session campaign name|first user campaign name"
    ),
    "ad_group": (
        "ad group|ad set|ad squad|groupe d'annonces|anzeigengruppe|conjunto de anuncios"
        "|ad group name|adgroup|adgroup name|adset|ad set name|adset name|ad squad name|creative group"
    ),
    "ad": (
        "ad|ad name|annonce|publicité|anzeige|anuncio|annuncio|anúncio"
        "|ad title|creative name|creative"
    ),
    "currency": (
        "currency|devise|währung|moneda|divisa|valuta|moeda"
        "|currency code|account currency|customer currency code|currency iso code|devise du compte"
    ),
    "conversions": (
        "conversions|purchases|conversiones|conversioni|conversões|konversionen|achats"
        "|conversion|purchase|total conversions|all conversions|total purchases|offsite conversions|external website conversions|website purchases"
    ),
    "conversion_value": (
        "conversion value|revenue|chiffre d'affaires|umsatz|ingresos|ricavi|receita"
        "|conversions value|purchase revenue|purchase value|purchases value|purchases conversion value|total conversion value|all conversions value|conversion value in local currency|revenue total"
    ),
    "sessions": (
        "sessions|visits|visites|sitzungen|besuche|sesiones|visitas|sessioni|sessões"
        "|session|session count|total sessions|besuche gesamt"
    ),
    "users": (
        "users|visitors|unique visitors|utilisateurs|visiteurs|nutzer|besucher|usuarios|utenti|usuários"
        "|total users|active users|unique users|user count|unique visits|uniques"
    ),
    "source": (
        "source|utm_source|quelle|origen|fuente|fonte|origem"
        "|utm source|session source|first user source|traffic source|visit source|session manual source"
    ),
    "medium": (
        "medium|utm_medium|support|medio|mezzo|meio"
        "|utm medium|session medium|first user medium|session manual medium"
    ),
    "content": ("utm_content|utm content|session manual ad content|ad content"),
    "term": ("utm_term|keyword|mot-clé|utm term|session manual term"),
    "landing_page": (
        "landing page|page de destination|zielseite|página de destino|pagina di destinazione"
        "|landing page plus query string|landing page path|entry page|landing screen"
    ),
    "key_events": (
        "key events|goals|événements clés|objectifs"
        "|goal completions|key event count|goal completions all"
    ),
    "lead_id": (
        "lead id|lead|contact id|id du lead|lead-id|id lead|id de lead"
        "|leadid|contact id|contact record id"
    ),
    "created_at": (
        "created|created at|created on|créé le|date de création|erstellt|creado|creato|criado em"
        "|created time|created date|create date|creation date|date created|submitted at|submitted on|lead date|data de criação|data criação|fecha de creación|erstellt am|date of creation|conversion date"
    ),
    "stage": (
        "stage|status|étape|statut|phase|estado|etapa|fase"
        "|lead status|lead stage|deal stage|pipeline stage|lifecycle stage|opportunity stage|status do lead|etapa do funil"
    ),
    "qualified_at": "qualified at|qualified on|qualifié le|qualifiziert am",
    "won_at": "won at|closed won|gagné le|gewonnen am",
    "amount": (
        "deal value|deal amount|montant de l'affaire|auftragswert"
        "|amount|opportunity amount|deal value|lead value|montant|betrag|importe|valor|importo"
    ),
    "_email": (
        "email|e-mail|mail|courriel|correo|correo electrónico|indirizzo email"
        "|email address|e mail|e mail address|email cliente|adresse e mail|adresse email|work email|e mail adresse|endereço de email|user email|contact email"
    ),
    "_phone": (
        "phone|telephone|téléphone|telefon|teléfono|telefono|telefone"
        "|phone number|mobile|mobile phone|telefone cliente|téléphone portable|numéro de téléphone|telefonnummer|celular"
    ),
    "_name": (
        "full name|contact name|nom complet|vollständiger name|nombre completo|nome completo"
        "|nome cliente|nom|lead name|nom et prénom"
    ),
    "mention_id": "mention id|document id",
    "title": ("title|headline|titre|titel|título|titolo|article title|post title"),
    "outlet": (
        "outlet|domain|publication|média|medium name|medio de comunicación|testata"
        "|publisher|media outlet|source|source name|site name|root url"
    ),
    "language": "language|langue|sprache|idioma|lingua",
    "country": "country|pays|land|país|paese",
    "sentiment": "sentiment|tone|tonalité|stimmung|sentimiento|tono",
    "account": (
        "account|profile|page|compte|page name|konto|cuenta|perfil|profilo|conta"
        "|page name|profile name|account name|username|user name|handle|brand handle|account handle|profile handle|owner username|owner|screen name|channel title|channel name|customer name|customer descriptive name|advertiser account|nom du compte|nom de la page|kontoname|nombre de la cuenta|nombre de la página|nome da conta|nome da página|nome account|usuario|utilisateur|benutzername|nome utente"
    ),
    "channel_group": (
        "channel group|default channel group|session default channel group|default channel grouping"
        "|channel grouping|primary channel group|session primary channel group|groupe de canaux"
    ),
    "_source_medium": (
        "source medium|session source medium|first user source medium|source support"
        "|origen medio|quelle medium|origem mídia"
    ),
    "engaged_sessions": "engaged sessions|engaged session count|sessions avec engagement",
    "new_users": "new users|new visitors|nouveaux utilisateurs|neue nutzer",
    "web_sessions.views": (
        "views|page views|pageviews|screen page views|screen views|pages viewed|pages vues"
        "|seitenaufrufe|visualizzazioni di pagina|páginas vistas|visualizações de página"
    ),
    "web_sessions.page": "page|page path|pages|page location|page path plus query string|unified page path screen",
    "events": "events|event count|total events|événements",
    "web_sessions.revenue": "revenue|total revenue|purchase revenue|transaction revenue|revenus",
    "period_from": (
        "period from|date start|start date|reporting starts|starts|from|start|period start|beginning"
        "|début des rapports|date de début|du|startdatum|von|fecha de inicio|desde|início|data inizio"
    ),
    "period_to": (
        "period to|date stop|date end|end date|reporting ends|ends|to|stop|end|period end"
        "|fin des rapports|date de fin|au|enddatum|bis|fecha de fin|hasta|fim|data fine"
    ),
    "_week": (
        "week|week of|week starting|week beginning|week commencing|week start|year week|week of year"
        "|start of week|semaine|semaine du|woche|semana|settimana"
    ),
    "_iso_week": "iso week|iso year iso week|iso week of year|iso week of iso year|semaine iso|iso woche",
    "_month": (
        "month|year month|month of year|month start|start of month|reporting month|mois|monat|mes"
        "|mese|mês"
    ),
    "_quarter": "quarter|year quarter|quarter of year|trimestre|quartal",
    "_year": "year|année|jahr|año|anno|ano",
    "converted_at": (
        "converted at|order date|ordered at|paid at|payment date|purchase date|transaction date"
        "|transaction time|created|created at|created date|created time|created utc|date created"
        "|conversion time|conversion date|invoice date|charge date|date|day|date de commande"
        "|date de la commande|date de paiement|bestelldatum|kaufdatum|zahlungsdatum|datum"
        "|fecha del pedido|fecha de compra|fecha|data do pedido|data da compra|data ordine|data"
    ),
    "transaction_id": (
        "transaction id|transaction|transaction number|order id|order number|order no|order name"
        "|order|orders id|payment id|payment intent id|charge id|invoice id|invoice number|receipt id"
        "|sale id|checkout id|numéro de commande|n° de commande|id de commande|commande|référence"
        "|bestellnummer|bestell nr|auftragsnummer|rechnungsnummer|número de pedido|id del pedido"
        "|pedido|número do pedido|id do pedido|numero ordine|ordine|id ordine"
    ),
    "conversions.event_name": "event name|event|conversion name|conversion action|conversion type|goal name",
    "conversions.value": (
        "value|amount|total|order total|order value|order amount|grand total|revenue|gross|gross amount"
        "|amount paid|total paid|total price|sale amount|transaction amount|transaction revenue|price"
        "|conversion value|montant|montant total|total ttc|betrag|gesamtbetrag|summe|umsatz|importe"
        "|importe total|valor|valor total|importo|totale"
    ),
    "refunded": (
        "refunded|refund|refunds|amount refunded|refund amount|refunded amount|total refunded"
        "|remboursé|montant remboursé|erstattet|erstattung|reembolsado|reembolso|rimborsato"
    ),
    "user_key": (
        "user id|customer id|customer|customer email|client id|email|e mail|email address|buyer email"
        "|billing email|visitor id|user pseudo id|client|kunde|cliente|id client|kundennummer"
    ),
    "session_id": "session id|ga session id",
    "_status": (
        "status|order status|payment status|financial status|transaction status|state|order state"
        "|commission status|sale status|invoice status|charge status|subscription status"
        "|payment state|statut|statut de la commande|état|zustand|bestellstatus|estado"
        "|estado del pedido|situação|stato|stato ordine"
    ),
    "sent_at": (
        "sent at|send date|send time|sent|sent date|sent on|date sent|sending date|time sent|delivery date"
        "|date d'envoi|envoyé le|date envoi|versanddatum|gesendet am|fecha de envío|enviado"
        "|data de envio|enviado em|data invio|inviato"
    ),
    "send_id": "send id|campaign id|message id|mailing id|broadcast id|newsletter id|email id",
    "subject": "subject|subject line|email subject|objet|objet de l'e mail|betreff|asunto|oggetto|assunto",
    "email_sends.campaign": (
        "campaign|campaign name|campaign title|name|title|email name|email|newsletter|mailing|broadcast"
        "|message name|nom|nom de la campagne|campagne|kampagne|campaña|campagna|campanha"
    ),
    "list": "list|list name|audience|segment|list segment|lists|liste|lista|empfängerliste",
    "recipients": (
        "recipients|total recipients|sent|sent to|emails sent|total sent|sends|number of recipients"
        "|recipient count"
        "|destinataires|empfänger|destinatarios|destinatari|destinatários|envois|envíos|envios|sent count"
    ),
    "delivered": (
        "delivered|deliveries|successful deliveries|emails delivered|total delivered|delivered count"
        "|délivrés|délivré|distribués|zugestellt|entregados|consegnati|entregues"
    ),
    "opens": (
        "opens|unique opens|opened|unique opened|people opened|open count|ouvertures|ouvertures uniques"
        "|öffnungen|einmalige öffnungen|aperturas|aperture|aberturas"
    ),
    "email_sends.clicks": (
        "clicks|unique clicks|clicked|unique clicked|people clicked|click count|clics|clics uniques|klicks"
        "|einmalige klicks|clic|cliques"
    ),
    "unsubscribes": (
        "unsubscribes|unsubscribed|unique unsubscribes|unsubs|opt outs|désabonnements|désinscriptions"
        "|abmeldungen|bajas|disiscrizioni|descadastros"
    ),
    "bounces": "bounces|bounced|total bounces|hard and soft bounces|rebonds|bounces gesamt|rebotes|rimbalzi",
    "orders": "orders|placed orders|purchases|commandes|bestellungen|pedidos|ordini",
    "email_sends.revenue": "revenue|sales|total revenue|placed order value|chiffre d'affaires|umsatz|ingresos|ricavi|receita",
    "position": (
        "position|avg position|average position|mean position|avg rank|average rank|rank|ranking"
        "|position moyenne|durchschnittliche position|durchschn position|posición|posición media"
        "|posizione|posizione media|posição|posição média"
    ),
    "search_days.query": (
        "query|queries|top queries|search query|search term|keyword|keywords|requête|requêtes"
        "|suchanfrage|suchanfragen|consulta|consultas"
    ),
    "search_days.page": (
        "page|pages|top pages|url|landing page|address|seite|seiten|página|páginas|pagina|pagine"
    ),
    "search_type": "search type|search appearance type|type de recherche|suchtyp",
    "device": "device|devices|device category|appareil|gerät|dispositivo",
    "site": "site|property|site url|domain|website|propriété",
    "mentions.query": "query|brand|company|competitor|tracked brand|keyword|marque|marke|marca|requête|suchanfrage",
}

# What brands and companies are called, where a column says whose the figures are.
BRANDS = (
    "brand|brand name|brands|company|company name|competitor|competitors|competitor name|rival"
    "|advertiser|advertiser name|organization|organisation|business|business name|marque|entreprise"
    "|concurrent|annonceur|marke|firma|unternehmen|wettbewerber|konkurrent|marca|empresa|competidor"
    "|competencia|azienda|concorrente|anunciante"
)
# What accounts are called, besides the words that fill ``account``.
HANDLES = (
    "account id|page id|profile id|channel id|profile url|account url|profile link|author|author name"
    "|author handle|creator|creator name|publisher name"
)
# What a file that compares has, and files of one’s own accounts have not.
COMPARES = (
    "overperforming|underperforming|benchmark|page performance index|share of voice|competitor|rival"
    "|vs competitors|landscape average|concurrent|wettbewerb|competidor|concorrente"
)
# Names that tell advertising from what people do unpaid, even where no column says what it cost.
ADVERTISING = (
    "cpc|cpm|cpa|cpl|cpv|cpp|roas|avg cpc|average cpc|avg cpm|avg cost|cost per click|cost per result"
    "|cost per conversion|cost per lead|budget|daily budget|bid|bid strategy|quality score|max cpc"
    "|ad id|ad name|ad set|ad set name|ad group|ad group name|adset name|adgroup name|ad status"
    "|campaign id|campaign status|campaign type|search impr share|match type|delivery status"
    "|cpc moyen|coût par clic|coût par résultat|kosten pro klick|coste por clic|costo per clic"
    "|custo por clique|budget quotidien"
)
# Columns of tools that ask questions and collect the answers.
RESPONDENTS = (
    "respondent id|respondentid|response id|responseid|survey id|collector id|submission id|response type"
    "|recipient email|import id|nps score|survey name|questionnaire id"
)
