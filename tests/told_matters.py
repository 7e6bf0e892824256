"""Notices, answers, plans, mails and rants of all areas of enforcement, in many hands, each with what its words say; None: not said."""

from __future__ import annotations

Said = dict[str, str | None]

KIND, LEVEL, STATE, DAY = "enforcement.kind", "enforcement.level", "enforcement.state", "enforcement.notified_on"
STORE, MARKET, NAME, REQUEST = "seller.store_name", "seller.marketplace", "seller.contact.name", "request.kind"

MATTERS: dict[str, tuple[str, Said]] = {
    "odr-rant": (
        "Hello, my store Greywether Lamps got closed on 14 May 2026 because our ODR went to 2.3%. I dont know what to do, it is my only"
        " income.\n\nThanks\nIrfan Chowdhury",
        {KIND: "odr", LEVEL: "account", DAY: "2026-05-14", STORE: "Greywether Lamps", NAME: "Irfan Chowdhury", STATE: "deactivated"},
    ),
    "late-shipment-label": (
        "Plan of Action\n\nSeller: Brisa Home\nReason of the suspension: late shipment rate 9.1%\nDate of notification: 02/03/2026\nSite:"
        " amazon.com\n\nRoot cause\n- The only packer was ill from 5 February.\n\nCorrective action\n- 44 late orders were refunded on"
        " February 20, 2026.\n\nPreventive measures\n- A second packer works with us since February 23, 2026.\n",
        {KIND: "late_shipment", STORE: "Brisa Home", DAY: "2026-02-03", MARKET: "US"},
    ),
    "otdr-mail": (
        "Hi Lena,\n\nAmazon UK blocked our seller-fulfilled offers last week, the mail is from 9 June 2026. On-time delivery was 83%, they"
        " want 90%. Can you please write something?\n\nCheers\nPriscilla Nwosu",
        {KIND: "on_time_delivery", MARKET: "UK", NAME: "Priscilla Nwosu", DAY: "2026-06-09"},
    ),
    "vtr-notice": (
        "Hello Moorhen Cycles,\n\nYour Valid Tracking Rate for the Home category is 71.4%, which is below our target of 95%. Your"
        " seller-fulfilled offers in this category may be removed.\n\nPlease submit a plan of action within 7 days.\n\nSent on 4 March"
        " 2026\n\nSeller Performance Team\nAmazon.co.uk",
        {KIND: "valid_tracking", STATE: "at_risk", DAY: "2026-03-04", STORE: "Moorhen Cycles", MARKET: "UK"},
    ),
    "cancellations": (
        "To the Seller Performance team\n\nOur account was suspended on March 19, 2026 as our pre-fulfilment cancel rate rose to 4.8%.\n\nWhy:"
        " our stock file was not updated over the week-end, so that 61 orders had to be cancelled.\nWhat we did: we removed 212 items from"
        " sale on March 20, 2026.\nWhat we will do: since March 25, 2026 the stock file is updated each hour.",
        {KIND: "cancellation_rate", LEVEL: "account", DAY: "2026-03-19"},
    ),
    "inauthentic-title": (
        "POA - inauthentic complaints - ASIN B0D1QWERT5\n\nRoot causes:\n1. We bought 300 razors from a liquidator.\n2. No invoice was kept"
        ".\n\nActions taken:\n1. 212 razors were destroyed on May 6, 2026.\n\nPreventive actions:\n1. We buy from Halden Brands only, since May"
        " 11, 2026.\n",
        {KIND: "inauthentic"},
    ),
    "counterfeit-notice": (
        "Dear Selling Partner,\n\nWe removed the listings below on July 7, 2026 because we received a report from a rights owner that they"
        " are counterfeit.\n\nASIN: B0D7KLMNB3\nComplaint ID: 11822093341\n\nIf you think this is an error, please provide an invoice or a"
        " letter of authorization.\n\nAmazon.com",
        {KIND: "counterfeit", LEVEL: "listing", DAY: "2026-07-07", MARKET: "US", "enforcement.asins[0]": "B0D7KLMNB3"},
    ),
    "used-as-new-german-english": (
        "Dear Madams and Sirs,\n\nour listing B0D5RTYUI9 is since 22.04.2026 blocked, reason: used sold as new. We have checked the returns and"
        " found that 12 opened boxes went back in the shelf.\n\nMit freundlichen Grüßen\nTorben Lüttich\nLüttich Hausrat GmbH",
        {KIND: "used_sold_as_new", LEVEL: "listing", DAY: "2026-04-22", NAME: "Torben Lüttich"},
    ),
    "not-as-described": (
        "They took down 3 of my ASINs yesterday (mail of 11 Aug 2026). It says buyers got an item materially different from the detail page."
        " The colour was wrong on 9 of them, ok, but all my business??\n- Gus",
        {KIND: "not_as_described", LEVEL: "listing", DAY: "2026-08-11"},
    ),
    "expired-chinese-english": (
        "Dear Amazon,\n\nThis is Xinyue Foods. At 2026-03-15 you remove our listing because customer complain expired product. We are sorry"
        " for this case.\n\nReason: the warehouse send old lot first.\nAction: we already destroy 420 bags at 2026-03-18.\nPrevent: from"
        " 2026-03-21 staff check the date two times.\n\nBest regards,\nXinyue Foods team",
        {KIND: "expired", LEVEL: "listing", DAY: "2026-03-15"},
    ),
    "trademark-notice": (
        "Hello,\n\nWe received a report of trademark infringement from Orrelius AB about the product below, and have removed it from our"
        " store.\n\nASIN: B0D2ZXCVB7\nInfringement type: Trademark\nComplaint ID: 12740019283\nNotice date: 30 January 2026\n\nNotice Dispute"
        " Team\nAmazon.de",
        {KIND: "trademark", DAY: "2026-01-30", MARKET: "DE", "extra.complaint_ids[0]": "12740019283"},
    ),
    "copyright-client": (
        "we got hit with a copyright claim on our poster listing, Amazon removed it on Feb 27, 2026. the photo was from our own"
        " photographer, i have the contract.\n\nMaribel Ocampo\nowner, Sundial Prints",
        {KIND: "copyright", LEVEL: "listing", DAY: "2026-02-27", NAME: "Maribel Ocampo"},
    ),
    "patent": (
        "Amazon deactivated our listing B0D6ASDFG1 on 8 October 2026 after a patent complaint by Renfeld Tools. We have a non-infringement"
        " opinion of our attorney.",
        {KIND: "patent", LEVEL: "listing", DAY: "2026-10-08", REQUEST: "reinstate_listing"},
    ),
    "parallel-import": (
        "Subject: Parallel imports complaint on B0D4POIUY2\n\nDear team,\n\nwe sold 88 perfumes meant for Poland on Amazon.de. The brand"
        " complained on 3.5.2026 and you removed the offer on 05.05.2026.\n\nRegards\nJolanta Wierzba",
        {KIND: "parallel_import", LEVEL: "listing", DAY: "2026-05-05", MARKET: "DE", NAME: "Jolanta Wierzba"},
    ),
    "restricted": (
        "Hey, so the story: on 17 June 2026 amazon flagged our bug spray as a pesticide and pulled it, 2 asins. We never had an EPA number."
        " We told them that on the 20th.\n\nDale",
        {KIND: "restricted_product", LEVEL: "listing", DAY: "2026-06-17"},
    ),
    "safety": (
        "Statement on the safety incident of 9 April 2026\n\nOur heating pad (B0D8QAZWS4) was removed on 10 April 2026 after two customers"
        " said that it overheated.\n\nCause: the thermostat of one lot was missing a fuse.\nDone: 530 pads were recalled by 2 May 2026.\nFrom"
        " now on: each lot is tested by an outside laboratory since 12 May 2026.",
        {KIND: "product_safety", LEVEL: "listing", DAY: "2026-04-10"},
    ),
    "gated": (
        "Amazon took off my listing on 12 Sep 2026, says that I have no approval to sell in Topicals. I did sell there for two years!!!",
        {KIND: "category_approval", LEVEL: "listing", DAY: "2026-09-12"},
    ),
    "listing-policy": (
        "Your listing B0D9WSXED6 was removed on 2026-02-12 because it does not comply with our listing policies. The title holds"
        " promotional text.\n\nTo reactivate it, correct the title.\n\nThank you,\nAmazon Selling Partner Support",
        {KIND: "listing_policy", LEVEL: "listing", DAY: "2026-02-12"},
    ),
    "detail-page": (
        "We have had our selling privileges removed on March 2nd, 2026 for detail page abuse: an assistant changed the detail page of"
        " another seller's grinder into ours.",
        {KIND: "detail_page_abuse", LEVEL: "account", DAY: "2026-03-02"},
    ),
    "variation": (
        "Policy: variation misuse. Listing family of parent B0D3EDCRF8, warning on 21 July 2026.\n\nWe had put the cables of 4 lengths and a"
        " plug into one family. On 22 July 2026 the plug was taken out.",
        {KIND: "variation_abuse", DAY: "2026-07-21"},
    ),
    "reviews": (
        "Hi there\nsuspended since the 6th of May 2026 for manipulating product reviews. It was my nephew who put cards in the boxes asking for"
        " 5 stars, 1,100 boxes. I stopped it.\nThx, Bronagh Tully",
        {KIND: "review_manipulation", DAY: "2026-05-06", NAME: "Bronagh Tully"},
    ),
    "forged": (
        "Hello from Amazon,\n\nYour account has been deactivated in accordance with section 3 of Amazon's Business Solutions Agreement."
        " The invoices you sent were altered.\n\nDate: 16 November 2026\n\nRegards,\nAccount Health Team",
        {KIND: "forged_documents", LEVEL: "account", STATE: "deactivated", DAY: "2026-11-16"},
    ),
    "dropship": (
        "PLAN OF ACTION (DROPSHIPPING POLICY)\n\nThe notification was received on 28 May 2026.\n\nROOT CAUSE\nOur employee ordered 17 items"
        " at another retailer and let them ship to the buyer.\n\nCORRECTIVE ACTIONS\n- We cancelled the retailer's account on 29 May"
        " 2026.\n\nPREVENTIVE MEASURES\n- All parcels leave from our own store room since 1 June 2026.\n",
        {KIND: "drop_shipping", DAY: "2026-05-28"},
    ),
    "pricing": (
        "Your offer was deactivated on 5 January 2026 under the Amazon Marketplace Fair Pricing Policy. ASIN: B0D5TGBYH2. The price of INR"
        " 34,500 is above recent prices.\n\nAmazon.in",
        {KIND: "fair_pricing", LEVEL: "listing", DAY: "2026-01-05", MARKET: "IN"},
    ),
    "reimbursement": (
        "Amazon closed us on April 30, 2026, they talk of abuse of the FBA reimbursement policy. We claimed 212 lost units, of which 40 had"
        " been found before.",
        {KIND: "reimbursement_abuse", DAY: "2026-04-30"},
    ),
    "linked": (
        "our account was linked to an other account, of my ex partner, and got deactivated 02 Feb 2026. i never had access to his"
        " account.\n\nRegards,\nOlumide Adeyemi",
        {KIND: "related_account", LEVEL: "account", DAY: "2026-02-02", NAME: "Olumide Adeyemi"},
    ),
    "related-notice": (
        "From: Amazon Seller Performance <seller-performance@amazon.com>\nSent: Tuesday, March 24, 2026 9:12 AM\nTo: Kettlewick"
        " Goods\nSubject: Your Amazon seller account has been deactivated\n\nHello Kettlewick Goods,\n\nYour account is related to an account"
        " that may not sell on our site. Therefore your account has been deactivated.\n\nSeller Performance Team",
        {KIND: "related_account", LEVEL: "account", DAY: "2026-03-24", STORE: "Kettlewick Goods", STATE: "deactivated"},
    ),
    "several-accounts": (
        "Amazon says that we operate multiple seller accounts. One of them is of 2019 and empty. They suspended both on 13 March 2026.",
        {KIND: "multiple_accounts", DAY: "2026-03-13"},
    ),
    "video": (
        "Dear Sir, we have failed the video verification on 4 June 2026 because my passport was expired and on 6 June 2026 the account was"
        " deactivated. Now I have the new passport.\n\nNguyen Thi Lan",
        {KIND: "verification_failure", LEVEL: "account", DAY: "2026-06-06"},
    ),
    "documents-unverified": (
        "Hello,\n\nWe could not verify the utility bill you sent. Your account remains deactivated.\n\nPlease provide a copy of a bill of the"
        " last 90 days.\n\nSeller Identity Verification\n26 May 2026",
        {KIND: "verification_failure", LEVEL: "account"},
    ),
    "hacked": (
        "Somebody got into our account on 3 Nov 2026 and changed the bank account. Amazon suspended the account the same day, 3 Nov 2026,"
        " as compromised.",
        {KIND: "account_compromised", LEVEL: "account", DAY: "2026-11-03"},
    ),
    "section-three": (
        "On July 3, 2026 you closed our account under Section 3 of the Business Solutions Agreement. No reason more was given.",
        {KIND: "section_3", LEVEL: "account", DAY: "2026-07-03"},
    ),
    "registry": (
        "Our Brand Registry account was suspended on 25 August 2026, case 15520093817. We reported 30 sellers of whom 4 were ours.",
        {KIND: "brand_registry", DAY: "2026-08-25", "extra.case_ids[0]": "15520093817"},
    ),
    "support": (
        "Hello,\n\nYour account may be deactivated because of misuse of Selling Partner Support contacts: 61 cases were opened for one"
        " shipment.\n\nDate: March 30, 2026\n\nSeller Performance",
        {KIND: "support_misuse", STATE: "at_risk", LEVEL: "account", DAY: "2026-03-30"},
    ),
    "no-reason": (
        "Amazon suspended my account on 1 May 2026 and they do not tell me why. Please help.\n\nRosa Quispe",
        {KIND: None, LEVEL: "account", DAY: "2026-05-01", NAME: "Rosa Quispe"},
    ),
    "words-of-prevention-only": (
        "Root cause\n- Our printer broke down and 70 parcels left late.\n\nCorrective actions\n- We bought two printers on 3 March"
        " 2026.\n\nPreventive measures\n- Since 5 March 2026 each invoice is checked for authenticity and each product for its expiry date.\n",
        {KIND: None, DAY: None},
    ),
    "ip-complaint-of-no-sort": (
        "we had an IP complaint and the listing was removed on 19 May 2026. The brand does not answer our mails.",
        {KIND: None, LEVEL: "listing", DAY: "2026-05-19"},
    ),
    "denied-reply": (
        "Greetings from Amazon,\n\nThank you for your appeal. We reviewed it and decided that your account may no longer sell on"
        " Amazon.\n\n18 June 2026\nSeller Performance Team",
        {KIND: None, LEVEL: "account", STATE: "denied", "appeals[0].reply.category": "generic_denial"},
    ),
    "name-and-place": (
        "Store name - Parrot & Pine\nMarketplace - amazon.ca\nEmail - hello@parrotpine.example\nProblem - customers complained the toys are"
        " not genuine\nDate of notice - 3rd of May '26\n",
        {KIND: "inauthentic", STORE: "Parrot & Pine", MARKET: "CA", DAY: "2026-05-03"},
    ),
    "two-matters": (
        "In 2024 we had a late shipment warning, that was solved. This is about something else: on 2 April 2026 our account was"
        " deactivated because of counterfeit complaints.",
        {KIND: "counterfeit", LEVEL: "account", DAY: "2026-04-02"},
    ),
    "hijacker": (
        "There is a hijacker on our listing B0D1LKJHG3 who sells counterfeit copies of our lamp. We noticed him on 7 May 2026. Nothing is"
        " suspended.",
        {REQUEST: "remove_hijacker", DAY: None, STATE: None},
    ),
    "indian-essay": (
        "Respected Sir/Madam,\n\nWith due respect I beg to state that our seller account Kaveri Silks (Amazon.in) is blocked w.e.f."
        " 10.03.2026 citing order defect rate. We have refunded Rs. 34,500 to 23 customers.\n\nYours faithfully,\nS. Raghunathan\nProprietor",
        {KIND: "odr", LEVEL: "account", DAY: "2026-03-10", MARKET: "IN", STORE: "Kaveri Silks"},
    ),
    "russian-english": (
        'Good day! Amazon has closed to us the account 14 of March 2026. In letter is written: "products that are inauthentic". We have all'
        " papers from factory.\nWith respect, Darya Volkova",
        {KIND: "inauthentic", LEVEL: "account", DAY: "2026-03-14", NAME: "Darya Volkova"},
    ),
    "spanish-english": (
        "Estimated team, the day 7 of April of 2026 you have eliminated our publication B0D0PLMOK2 by sale of used products as new.\n\nAttentively,"
        "\nPilar Echeverría",
        {KIND: "used_sold_as_new", NAME: "Pilar Echeverría"},
    ),
    "fba-recall": (
        "Hello,\n\nwe are a small family business from Wales. In the morning of 21 Jan 2026 we got the mail that our kettle descaler is a"
        " hazard and they stopped the listing. Invoice and safety data sheet were uploaded two times. No human answers.\n\nKind"
        " regards\nGethin Prys-Morgan\nDirector\nTawe Household Ltd",
        {KIND: "product_safety", LEVEL: "listing", DAY: "2026-01-21", NAME: "Gethin Prys-Morgan", "seller.legal_name": "Tawe Household Ltd"},
    ),
    "subject-line": (
        "Subject: Appeal - Account suspended for sale of inauthentic items\n\nDear Seller Performance,\n\nWe ask you to review our"
        " case. We buy all from the makers.\n\nSincerely,\nHollis Grange",
        {KIND: "inauthentic", LEVEL: "account", NAME: "Hollis Grange", DAY: None},
    ),
    "policy-label": (
        "Account: Nettlebed Books\nIssue: Copyright infringement\nASIN: B0D8FVBGT5\nDeactivated: 14-Jul-2026\nMarketplace: amazon.com.au\n",
        {KIND: "copyright", DAY: "2026-07-14", MARKET: "AU"},
    ),
    "three-rates": (
        "Hello,\n\nYour order defect rate is 1.6%, above our target of 1%. Your late dispatch rate is within target.\n\nYour selling"
        " privileges have been removed. Date: 8 August 2026\n\nSincerely,\nSeller Performance Team\nAmazon.co.uk",
        {KIND: "odr", LEVEL: "account", STATE: "deactivated", DAY: "2026-08-08", MARKET: "UK"},
    ),
    "gray-market-rant": (
        "so AGAIN amazon. they yanked two of our colognes on sept 14 2026 bc the brand says grey market. we buy in duty free, totally legal,"
        " receipts and all",
        {KIND: "parallel_import", DAY: "2026-09-14"},
    ),
    "old-warning": (
        "We never had a complaint about authenticity. On 3 June 2026 our account was suspended since our late shipment rate reached 7.7%.",
        {KIND: "late_shipment", LEVEL: "account", DAY: "2026-06-03"},
    ),
    "review-cards-plan": (
        "PLAN OF ACTION\n\nThe issue\nOn 1 December 2025 Amazon told us that we broke the customer product reviews policy.\n\nRoot"
        " causes\n1) Cards in 640 boxes offered a 5 dollar voucher.\n\nCorrective actions\n1) 212 boxes were emptied of cards on December 3,"
        " 2025.\n\nPreventive measures\n1) Nothing is put into a box without my sign since December 4, 2025.\n",
        {KIND: "review_manipulation", DAY: "2025-12-01"},
    ),
    "kyc-german": (
        "Guten Tag,\n\nunfortunately the identity verification was not successful, the account is deactivated since 17.02.2026. The"
        " registration extract shows our old address.\n\nViele Grüße\nAnke Dörfler",
        {KIND: "verification_failure", LEVEL: "account", DAY: "2026-02-17", NAME: "Anke Dörfler"},
    ),
    "hijack-and-suspension": (
        "Our listing B0D2WERTY7 was removed on 9 March 2026 for counterfeit, but the fakes came from a hijacker, not from us.",
        {KIND: "counterfeit", LEVEL: "listing", DAY: "2026-03-09", "enforcement.asins[0]": "B0D2WERTY7"},
    ),
    "price": (
        "You deactivated our offer B0D6YHNUJ4 on October 21, 2026 because the price was too high, a pricing error of our tool.",
        {KIND: "fair_pricing", LEVEL: "listing", DAY: "2026-10-21"},
    ),
    "tracking-brief": (
        "VTR was 88% on 12 Oct 2026, so Amazon restricted our FBM offers in Kitchen that day. We used untracked letters for 130 parcels.",
        {KIND: "valid_tracking", DAY: "2026-10-12"},
    ),
    "variation-notice": (
        "Dear Wickerby Home,\n\nWe found that you misused variation relationships. As a result, the listings below are at risk of"
        " deactivation.\n\nParent ASIN: B0D1RFVTG8\n\nPlease correct them by 30 April 2026.\n\nNotification date: April 23, 2026\n\nSelling"
        " Partner Support",
        {KIND: "variation_abuse", STATE: "at_risk", DAY: "2026-04-23", STORE: "Wickerby Home"},
    ),
    "generic-reply": (
        "Hello,\n\nWe received your submission but do not have enough information to reactivate your account. Please send a plan of action"
        " with greater detail on the root cause.\n\nSeller Performance Team",
        {KIND: None, LEVEL: "account", DAY: None},
    ),
    "dropship-mail": (
        "From: Amazon <seller-performance@amazon.com>\nSent: Monday, 2 November 2026 10:20\nTo: Fenmoor Garden\nSubject: Notice: Policy"
        " warning\n\nHello,\n\nSome of your orders were shipped with packing slips of another retailer, which our drop shipping policy does"
        " not allow. Your account is at risk of deactivation.\n\nRegards,\nSeller Performance Team",
        {KIND: "drop_shipping", LEVEL: "account", STATE: "at_risk", DAY: "2026-11-02"},
    ),
    "ip-trademark-client": (
        "IP complaint, trademark of Velloria Inc, on our 2 hair brush listings. Amazon pulled them 6/11/2026 (amazon.com).",
        {KIND: "trademark", DAY: "2026-06-11", MARKET: "US"},
    ),
    "supplement": (
        "Listing taken down on 4th of March 2026, they say that our capsules are a prohibited item as the label names a drug substance.",
        {KIND: "restricted_product", LEVEL: "listing", DAY: "2026-03-04"},
    ),
    "second-account-french": (
        "Bonjour, our account is closed by Amazon.fr the 12/05/2026 as we had opened a second account for the kitchen goods.\n\nCordialement,"
        "\nHélène Vasseur",
        {KIND: "multiple_accounts", LEVEL: "account", DAY: "2026-05-12", MARKET: "FR", NAME: "Hélène Vasseur"},
    ),
    "registry-notice": (
        "Hello,\n\nWe have removed your Brand Registry roles because of repeated inaccurate reports of infringement.\n\nDate: 20 September"
        " 2026\n\nBrand Registry Support",
        {KIND: "brand_registry", DAY: "2026-09-20"},
    ),
    "order-of-days": (
        "I opened the shop on 4 March 2019. On 22 May 2026 I refunded 12 people, on 25 May 2026 Amazon deactivated my account. On 28 May 2026 I"
        " appealed and on 1 June 2026 they refused.",
        {DAY: "2026-05-25", LEVEL: "account", KIND: None, "appeals[0].sent_on": "2026-05-28"},
    ),
    "expired-medley": (
        "Amazon.ae blocked the ASIN B0D7UJMKI9 on 15/07/2026 since customers received baby food past its best before date.",
        {KIND: "expired", LEVEL: "listing", DAY: "2026-07-15", MARKET: "AE"},
    ),
    "different-item": (
        "Removed on 2 Feb 2026: B0D3QASDE2. Complaints say \u201citem not as described\u201d. The photo showed two lids, the set has one.",
        {KIND: "not_as_described", DAY: "2026-02-02", LEVEL: "listing"},
    ),
    "forged-client": (
        "they say my invoices are manipulated!!! account gone since 30 Nov 2025. the invoices are from Dorset Paper Mills, call them",
        {KIND: "forged_documents", LEVEL: "account", DAY: "2025-11-30"},
    ),
    "design": (
        "A competitor holds a design patent on the handle; our listing B0D4TGBNH6 was suppressed on August 3, 2026.",
        {KIND: "patent", LEVEL: "listing", DAY: "2026-08-03"},
    ),
    "chargeback-plan": (
        "Action plan for Brackenridge Audio\n\nRoot cause: the speakers were packed in single wall boxes.\nCorrective: we refunded 30 buyers on"
        " 4 May 2026.\nPreventive: we use double wall boxes since 10 May 2026.\n",
        {KIND: None, DAY: None},
    ),
}
