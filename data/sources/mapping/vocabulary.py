"""Column name synonyms in six languages, besides the names that known exports use."""

from __future__ import annotations

# English, French, German, Spanish, Italian and Portuguese, as agencies and tools head their
# own sheets. Words that mean different things in different sheets (“amount”) are left out.
WORDS: dict[str, str] = {
    "date": "day|date|jour|tag|datum|fecha|día|data|giorno|dia",
    "published_at": (
        "published|published at|publish date|post date|posted|posted at|created at|timestamp|time"
        "|date de publication|publié le|veröffentlicht|veröffentlicht am|erstellt am"
        "|fecha de publicación|publicado|data di pubblicazione|pubblicato|data de publicação"
    ),
    "post_id": "post id|id|status id|uri|video id|id du post|beitrags-id|id de publicación|id do post",
    "permalink": "url|link|post url|post link|permalink|lien|adresse|enlace|collegamento|endereço",
    "text": (
        "text|post|caption|message|content|texte|légende|contenu|beitrag|inhalt|texto|contenido"
        "|testo|contenuto|conteúdo|legenda"
    ),
    "format": "type|post type|format|media type|type de publication|beitragstyp|tipo|formato",
    "impressions": "impressions|impressionen|impresiones|impressioni|impressões|vues de l'écran",
    "views": (
        "views|video views|plays|story views|snap views|profile views total|vues|lectures|aufrufe"
        "|ansichten|visualizaciones|vistas|reproducciones|visualizzazioni|visualizações"
    ),
    "reach": "reach|portée|couverture|reichweite|alcance|copertura|unique reach|accounts reached",
    "reactions": (
        "likes|favourites|favorites|reactions|hearts|j'aime|mentions j'aime|réactions|gefällt mir"
        "|reaktionen|me gusta|reacciones|mi piace|reazioni|curtidas|reações"
    ),
    "comments": (
        "comments|replies|commentaires|réponses|kommentare|antworten|comentarios|respuestas"
        "|commenti|risposte|comentários|respostas"
    ),
    "shares": (
        "shares|reposts|boosts|retweets|reblogs|partages|republications|geteilt|teilungen"
        "|compartidos|veces compartido|condivisioni|compartilhamentos"
    ),
    "saves": "saves|bookmarks|saved|enregistrements|favoris|gespeichert|guardados|salvataggi|salvos",
    "clicks": "clicks|clics|klicks|clic|cliques|swipe ups|swipes",
    "link_clicks": (
        "link clicks|url clicks|website clicks|outbound clicks|clics sur le lien|clics sur un lien"
        "|linkklicks|clics en el enlace|clic sul link|cliques no link"
    ),
    "interactions": "engagements|interactions|interaktionen|interacciones|interazioni|interações",
    "follows": "new followers|follows|nouveaux abonnés|neue follower|nuevos seguidores|nuovi follower|novos seguidores",
    "unfollows": "unfollows|lost followers|désabonnements|verlorene follower",
    "followers": "followers|subscribers|fans|friends|abonnés|follower|seguidores|iscritti|amis",
    "profile_visits": "profile visits|profile views|visites du profil|profilbesuche|visitas al perfil",
    "spend": (
        "spend|cost|costs|amount spent|ad spend|dépenses|dépense|coût|coûts|kosten|ausgaben|coste"
        "|costo|gasto|inversión|spesa|custo|investimento"
    ),
    "campaign": "campaign|campaign name|campagne|nom de la campagne|kampagne|campaña|campagna|campanha",
    "ad_group": "ad group|ad set|ad squad|groupe d'annonces|anzeigengruppe|conjunto de anuncios",
    "ad": "ad|ad name|annonce|publicité|anzeige|anuncio|annuncio|anúncio",
    "currency": "currency|devise|währung|moneda|divisa|valuta|moeda",
    "conversions": "conversions|purchases|conversiones|conversioni|conversões|konversionen|achats",
    "conversion_value": "conversion value|revenue|chiffre d'affaires|umsatz|ingresos|ricavi|receita",
    "sessions": "sessions|visits|visites|sitzungen|besuche|sesiones|visitas|sessioni|sessões",
    "users": "users|visitors|unique visitors|utilisateurs|visiteurs|nutzer|besucher|usuarios|utenti|usuários",
    "source": "source|utm_source|quelle|origen|fuente|fonte|origem",
    "medium": "medium|utm_medium|support|medio|mezzo|meio",
    "content": "utm_content",
    "term": "utm_term|keyword|mot-clé",
    "landing_page": "landing page|page de destination|zielseite|página de destino|pagina di destinazione",
    "key_events": "key events|goals|événements clés|objectifs",
    "lead_id": "lead id|lead|contact id|id du lead|lead-id|id lead|id de lead",
    "created_at": "created|created at|created on|créé le|date de création|erstellt|creado|creato|criado em",
    "stage": "stage|status|étape|statut|phase|estado|etapa|fase",
    "qualified_at": "qualified at|qualified on|qualifié le|qualifiziert am",
    "won_at": "won at|closed won|gagné le|gewonnen am",
    "amount": "deal value|deal amount|montant de l'affaire|auftragswert",
    "_email": "email|e-mail|mail|courriel|correo|correo electrónico|indirizzo email",
    "_phone": "phone|telephone|téléphone|telefon|teléfono|telefono|telefone",
    "_name": "full name|contact name|nom complet|vollständiger name|nombre completo|nome completo",
    "mention_id": "mention id|document id",
    "title": "title|headline|titre|titel|título|titolo",
    "outlet": "outlet|domain|publication|média|medium name|medio de comunicación|testata",
    "language": "language|langue|sprache|idioma|lingua",
    "country": "country|pays|land|país|paese",
    "sentiment": "sentiment|tone|tonalité|stimmung|sentimiento|tono",
    "account": "account|profile|page|compte|page name|konto|cuenta|perfil|profilo|conta",
}
