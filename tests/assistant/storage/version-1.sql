PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE schema_version (
	version INTEGER NOT NULL, 
	PRIMARY KEY (version)
);
INSERT INTO schema_version VALUES(1);
CREATE TABLE answers (
	id VARCHAR(64) NOT NULL, 
	asked_at DATETIME NOT NULL, 
	question TEXT, 
	question_used TEXT, 
	language VARCHAR(2) NOT NULL, 
	deals JSON NOT NULL, 
	status VARCHAR(20) NOT NULL, 
	answerer VARCHAR(100) NOT NULL, 
	passage_ids JSON NOT NULL, 
	document_ids JSON NOT NULL, 
	text TEXT, 
	index_build VARCHAR(100), 
	timings_ms JSON NOT NULL, 
	app_version VARCHAR(20) NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO answers VALUES('d9cacb3d06ad46839d2a3351417fe98b','2026-11-24 15:40:12.010849','mitä päiväkotisopimus vaatii',NULL,'fi','["daycare-chemicals"]','answered','extractive','["daycare-commitments.fi#0"]','["daycare-commitments.fi"]',replace('Varhaiskasvatuksen green deal -sopimuksen eli päiväkotisopimuksen allekirjoittajat sitoutuivat turvallisempiin julkisiin hankintoihin ja hankintakriteerien kehittämiseen. [1]\nPäiväkotisopimuksen tavoitteena vuosina 2020–2025 oli: [2]\n- vähentää lasten kokonaiskemikaalialtistumista [3]\n- hankkia enemmän joutsenmerkittyjä tuotteita ja palveluja [4]\n- vähentää tarpeettomia antimikrobisia aineita, hajusteita ja väriaineita [5]\n- soveltaa alle 36 kuukauden ikäisiä koskevia tiukempia kemikaalirajoja kaikkiin hankittaviin leluihin ja lastenhoitotarvikkeisiin [6]\n- saada toimittajilta enemmän tietoa erityistä huolta aiheuttavista aineista (SVHC) [7]\n- laatia yhteiset hankintakriteerit ja sopimusehdot ja soveltaa kriteerejä hankinnoissa [8]','\n',char(10)),'20261124T000000','{"understand": 16.88, "retrieve": 3190.59, "answer": 0.13, "verify": 1.56, "total": 3209.33}','0.1.0');
INSERT INTO answers VALUES('3e92f8c0f38a4886a7aee44fa185087d','2026-11-24 15:40:12.123430','how loud may a machine be',NULL,'en','[]','out_of_scope','extractive','[]','[]','This service answers questions about Finland''s procurement green deals: emission-free construction sites and harmful substances in daycare. For other questions, please ask KEINO, the competence centre for sustainable and innovative public procurement (palvelu@hankintakeino.fi).','20261124T000000','{"understand": 7.62, "retrieve": 68.72, "answer": 0.06, "verify": 0.03, "total": 76.53}','0.1.0');
INSERT INTO answers VALUES('101b51549a654ce2b03b95bee71ccdb2','2026-11-24 15:40:12.285140','vem har undertecknat',NULL,'sv','["emission-free-sites", "daycare-chemicals"]','answered','extractive','["sites-parties.sv#0", "daycare-parties.sv#0"]','["sites-parties.sv", "daycare-parties.sv"]',replace('Avtalet om utsläppsfria byggarbetsplatser undertecknades den 9 september 2020 av ett ministerium och fem upphandlande enheter: [1]\n- miljöministeriet [2]\n- Senatfastigheter [3]\n- Esbo stad [4]\n- Helsingfors stad [5]\n- Åbo stad [6]\n- Vanda stad [7]\nGreen deal-avtalet om småbarnspedagogik, det så kallade daghemsavtalet, undertecknades av två ministerier och fem upphandlande enheter. [8]\nDaghemsavtalets parter var: [9]\n- social- och hälsovårdsministeriet [10]\n- miljöministeriet [11]\n- Helsingfors stad [12]\n- Tammerfors stad [13]\n- Vanda stad [14]\n- upphandlingsorganisationen Tuomi Logistiikka Oy [15]\n- upphandlingsorganisationen Monetra Oulu Oy [16]','\n',char(10)),'20261124T000000','{"understand": 4.28, "retrieve": 139.94, "answer": 0.26, "verify": 1.62, "total": 146.27}','0.1.0');
CREATE TABLE feedback (
	answer_id VARCHAR(64) NOT NULL, 
	helpful BOOLEAN NOT NULL, 
	comment TEXT, 
	given_at DATETIME NOT NULL, 
	PRIMARY KEY (answer_id), 
	FOREIGN KEY(answer_id) REFERENCES answers (id)
);
INSERT INTO feedback VALUES('d9cacb3d06ad46839d2a3351417fe98b',1,'from version 1','2026-11-24 15:40:12.031531');
INSERT INTO feedback VALUES('3e92f8c0f38a4886a7aee44fa185087d',0,'from version 1','2026-11-24 15:40:12.131910');
CREATE INDEX ix_answers_asked_at ON answers (asked_at);
CREATE INDEX ix_answers_status ON answers (status);
CREATE INDEX ix_feedback_given_at ON feedback (given_at);
COMMIT;
