-- Custodian groups, envelopes that change hands, ceremonies, sittings, the register of sealed objects, the clock.

-- Each form of a paper is an object of its own.
ALTER TABLE `seals` ADD COLUMN `form` text NOT NULL DEFAULT '';
DROP INDEX `seals_object`;
CREATE UNIQUE INDEX `seals_object` ON `seals` (`set`,`paper`,`object`,`form`);

-- A share in the safe is a custodian whose passphrase is printed. Whoever was replaced keeps their row.
ALTER TABLE `custodians` ADD COLUMN `kind` text NOT NULL DEFAULT 'person' CHECK (`kind` IN ('person', 'safe'));
ALTER TABLE `custodians` ADD COLUMN `ended` integer;
DROP INDEX `custodians_name`;
CREATE UNIQUE INDEX `custodians_name` ON `custodians` (`bank`,`name`) WHERE `ended` IS NULL;

CREATE TABLE `custody_groups` (
  `id` text PRIMARY KEY NOT NULL,
  `bank` text NOT NULL,
  `name` text NOT NULL,
  `version` integer NOT NULL CHECK (`version` >= 1),
  `threshold` integer NOT NULL CHECK (`threshold` BETWEEN 2 AND 20),
  `by` text NOT NULL,
  `at` integer NOT NULL,
  FOREIGN KEY (`bank`) REFERENCES `banks`(`id`)
) STRICT;
CREATE UNIQUE INDEX `custody_groups_version` ON `custody_groups` (`bank`,`name`,`version`);

CREATE TABLE `custody_members` (
  `group` text NOT NULL,
  `custodian` text NOT NULL,
  PRIMARY KEY(`group`, `custodian`),
  FOREIGN KEY (`group`) REFERENCES `custody_groups`(`id`),
  FOREIGN KEY (`custodian`) REFERENCES `custodians`(`id`)
) STRICT;

-- Envelopes after the first, which a seal names itself: the highest generation is in force.
CREATE TABLE `envelopes` (
  `seal` text NOT NULL,
  `generation` integer NOT NULL CHECK (`generation` >= 2),
  `file` text NOT NULL,
  `digest` text NOT NULL,
  `by` text NOT NULL,
  `at` integer NOT NULL,
  PRIMARY KEY(`seal`, `generation`),
  FOREIGN KEY (`seal`) REFERENCES `seals`(`id`)
) STRICT;

CREATE TABLE `sittings` (
  `id` text PRIMARY KEY NOT NULL,
  `bank` text NOT NULL,
  `name` text NOT NULL,
  `starts` integer NOT NULL,
  `ends` integer NOT NULL,
  `place` text NOT NULL,
  `state` text NOT NULL CHECK (`state` IN ('planned', 'drawn', 'held', 'archived')),
  `paper` text,
  `spare` text,
  `draw` text,
  `by` text NOT NULL,
  `at` integer NOT NULL,
  CHECK (`ends` > `starts`),
  FOREIGN KEY (`bank`) REFERENCES `banks`(`id`),
  FOREIGN KEY (`paper`) REFERENCES `papers`(`id`),
  FOREIGN KEY (`spare`) REFERENCES `papers`(`id`)
) STRICT;
CREATE INDEX `sittings_bank` ON `sittings` (`bank`,`starts`);

CREATE TABLE `sitting_rooms` (
  `sitting` text NOT NULL,
  `room` text NOT NULL,
  `candidates` integer NOT NULL CHECK (`candidates` >= 0),
  `issued` integer,
  `issued_by` text,
  `collected` integer,
  `collected_by` text,
  `explanation` text,
  PRIMARY KEY(`sitting`, `room`),
  CHECK (`collected` IS NULL OR `issued` IS NOT NULL),
  CHECK (`collected` IS NULL OR `collected` = `issued` OR `explanation` <> ''),
  FOREIGN KEY (`sitting`) REFERENCES `sittings`(`id`)
) STRICT;

CREATE TABLE `sitting_people` (
  `sitting` text NOT NULL,
  `person` text NOT NULL,
  `part` text NOT NULL,
  PRIMARY KEY(`sitting`, `person`, `part`),
  FOREIGN KEY (`sitting`) REFERENCES `sittings`(`id`)
) STRICT;

CREATE TABLE `sitting_incidents` (
  `id` text PRIMARY KEY NOT NULL,
  `sitting` text NOT NULL,
  `text` text NOT NULL,
  `by` text NOT NULL,
  `at` integer NOT NULL,
  FOREIGN KEY (`sitting`) REFERENCES `sittings`(`id`)
) STRICT;

CREATE TABLE `ceremonies` (
  `id` text PRIMARY KEY NOT NULL,
  `bank` text NOT NULL,
  `seal` text NOT NULL,
  `sitting` text,
  `reason` text NOT NULL CHECK (`reason` <> ''),
  `state` text NOT NULL CHECK (`state` IN ('requested', 'approved', 'opened', 'taken', 'closed', 'ended')),
  `officer` text NOT NULL,
  `requested` integer NOT NULL,
  `supervisor` text,
  `approved` integer,
  `until` integer,
  `wrong` integer NOT NULL DEFAULT 0,
  `opened` integer,
  `closed` integer,
  `end_reason` text,
  FOREIGN KEY (`bank`) REFERENCES `banks`(`id`),
  FOREIGN KEY (`seal`) REFERENCES `seals`(`id`),
  FOREIGN KEY (`sitting`) REFERENCES `sittings`(`id`)
) STRICT;
CREATE INDEX `ceremonies_bank` ON `ceremonies` (`bank`,`requested`);
CREATE UNIQUE INDEX `ceremonies_one` ON `ceremonies` (`seal`) WHERE `state` IN ('requested', 'approved', 'opened', 'taken');

CREATE TABLE `ceremony_shares` (
  `ceremony` text NOT NULL,
  `custodian` text NOT NULL,
  `person` text NOT NULL,
  `at` integer NOT NULL,
  PRIMARY KEY(`ceremony`, `custodian`),
  FOREIGN KEY (`ceremony`) REFERENCES `ceremonies`(`id`)
) STRICT;
CREATE UNIQUE INDEX `ceremony_shares_person` ON `ceremony_shares` (`ceremony`,`person`);

-- Copies made of what was opened, by number; `spoiled` are those of an earlier run that they stand for.
CREATE TABLE `ceremony_copies` (
  `ceremony` text NOT NULL,
  `first` integer NOT NULL CHECK (`first` >= 1),
  `last` integer NOT NULL,
  `recipient` text NOT NULL,
  `spoiled` integer NOT NULL DEFAULT 0 CHECK (`spoiled` >= 0),
  `reason` text NOT NULL,
  `at` integer NOT NULL,
  PRIMARY KEY(`ceremony`, `first`),
  CHECK (`last` >= `first`),
  FOREIGN KEY (`ceremony`) REFERENCES `ceremonies`(`id`)
) STRICT;

-- Copies of sealed files that left the program's folder, and printed copies held by somebody.
CREATE TABLE `custody_copies` (
  `id` text PRIMARY KEY NOT NULL,
  `seal` text NOT NULL,
  `part` text NOT NULL CHECK (`part` IN ('body', 'envelope', 'print')),
  `count` integer NOT NULL CHECK (`count` >= 1),
  `holder` text NOT NULL,
  `place` text NOT NULL,
  `digest` text,
  `due` integer,
  `by` text NOT NULL,
  `at` integer NOT NULL,
  FOREIGN KEY (`seal`) REFERENCES `seals`(`id`)
) STRICT;
CREATE INDEX `custody_copies_seal` ON `custody_copies` (`seal`);

-- What became of a copy or an object: added to, never changed.
CREATE TABLE `custody_events` (
  `id` text PRIMARY KEY NOT NULL,
  `seal` text NOT NULL,
  `copy` text,
  `kind` text NOT NULL CHECK (`kind` IN ('moved', 'returned', 'lost', 'destroyed')),
  `holder` text NOT NULL,
  `place` text NOT NULL,
  `note` text NOT NULL,
  `by` text NOT NULL,
  `at` integer NOT NULL,
  FOREIGN KEY (`seal`) REFERENCES `seals`(`id`),
  FOREIGN KEY (`copy`) REFERENCES `custody_copies`(`id`)
) STRICT;
CREATE INDEX `custody_events_seal` ON `custody_events` (`seal`,`at`);

CREATE TABLE `destructions` (
  `id` text PRIMARY KEY NOT NULL,
  `bank` text NOT NULL,
  `reason` text NOT NULL CHECK (`reason` <> ''),
  `listed_by` text NOT NULL,
  `listed` integer NOT NULL,
  `confirmed_by` text,
  `confirmed` integer,
  FOREIGN KEY (`bank`) REFERENCES `banks`(`id`)
) STRICT;
CREATE TABLE `destruction_lines` (
  `destruction` text NOT NULL,
  `seal` text NOT NULL,
  PRIMARY KEY(`destruction`, `seal`),
  FOREIGN KEY (`destruction`) REFERENCES `destructions`(`id`),
  FOREIGN KEY (`seal`) REFERENCES `seals`(`id`)
) STRICT;

CREATE TABLE `paper_voids` (
  `paper` text PRIMARY KEY NOT NULL,
  `cause` text NOT NULL CHECK (`cause` IN ('leak', 'damage', 'other')),
  `reason` text NOT NULL CHECK (`reason` <> ''),
  `was_opened` integer NOT NULL CHECK (`was_opened` IN (0, 1)),
  `replacement` text,
  `by` text NOT NULL,
  `at` integer NOT NULL,
  FOREIGN KEY (`paper`) REFERENCES `papers`(`id`),
  FOREIGN KEY (`replacement`) REFERENCES `papers`(`id`)
) STRICT;

-- Sets of papers made elsewhere: no engine made them, no judge passed them.
CREATE TABLE `outside_sets` (
  `set` text PRIMARY KEY NOT NULL,
  `title` text NOT NULL,
  `source` text NOT NULL,
  `by` text NOT NULL,
  `at` integer NOT NULL,
  FOREIGN KEY (`set`) REFERENCES `sets`(`id`)
) STRICT;

-- The clock as it was last seen: wall time beside the time since this machine started.
CREATE TABLE `clock_seen` (
  `id` integer PRIMARY KEY NOT NULL CHECK (`id` = 1),
  `at` integer NOT NULL,
  `boot` text NOT NULL,
  `uptime` integer NOT NULL
) STRICT;
CREATE TABLE `clock_faults` (
  `id` text PRIMARY KEY NOT NULL,
  `kind` text NOT NULL CHECK (`kind` IN ('backwards', 'jumped')),
  `expected` integer NOT NULL,
  `found` integer NOT NULL,
  `first_by` text,
  `first_at` integer,
  `second_by` text,
  `second_at` integer,
  CHECK (`second_by` IS NULL OR `second_by` <> `first_by`)
) STRICT;

-- Different people in a ceremony, whatever the program does.
CREATE TRIGGER `ceremonies_second_person` BEFORE UPDATE OF `supervisor` ON `ceremonies`
WHEN NEW.`supervisor` = NEW.`officer`
BEGIN SELECT RAISE(ABORT, 'approval by the officer who asked'); END;
CREATE TRIGGER `ceremony_shares_other_people` BEFORE INSERT ON `ceremony_shares`
WHEN NEW.`person` IN (SELECT `officer` FROM `ceremonies` WHERE `id` = NEW.`ceremony`
  UNION SELECT `supervisor` FROM `ceremonies` WHERE `id` = NEW.`ceremony`)
BEGIN SELECT RAISE(ABORT, 'a custodian is neither officer nor supervisor'); END;
CREATE TRIGGER `ceremony_shares_approved` BEFORE INSERT ON `ceremony_shares`
WHEN (SELECT `state` FROM `ceremonies` WHERE `id` = NEW.`ceremony`) <> 'approved'
BEGIN SELECT RAISE(ABORT, 'only an approved ceremony takes shares'); END;
CREATE TRIGGER `ceremonies_done` BEFORE UPDATE ON `ceremonies` WHEN OLD.`state` IN ('closed', 'ended')
BEGIN SELECT RAISE(ABORT, 'a ceremony that is over does not change'); END;
CREATE TRIGGER `ceremonies_no_delete` BEFORE DELETE ON `ceremonies` BEGIN SELECT RAISE(ABORT, 'ceremonies are a record'); END;
CREATE TRIGGER `ceremony_shares_no_update` BEFORE UPDATE ON `ceremony_shares` BEGIN SELECT RAISE(ABORT, 'ceremonies are a record'); END;
CREATE TRIGGER `ceremony_shares_no_delete` BEFORE DELETE ON `ceremony_shares` BEGIN SELECT RAISE(ABORT, 'ceremonies are a record'); END;
CREATE TRIGGER `ceremony_copies_no_gap` BEFORE INSERT ON `ceremony_copies`
WHEN NEW.`first` <> (SELECT coalesce(max(`last`), 0) + 1 FROM `ceremony_copies` WHERE `ceremony` = NEW.`ceremony`)
BEGIN SELECT RAISE(ABORT, 'copies are numbered without a gap'); END;
CREATE TRIGGER `ceremony_copies_no_update` BEFORE UPDATE ON `ceremony_copies` BEGIN SELECT RAISE(ABORT, 'copies are a record'); END;
CREATE TRIGGER `ceremony_copies_no_delete` BEFORE DELETE ON `ceremony_copies` BEGIN SELECT RAISE(ABORT, 'copies are a record'); END;

CREATE TRIGGER `custody_groups_no_update` BEFORE UPDATE ON `custody_groups` BEGIN SELECT RAISE(ABORT, 'versions of a group are immutable'); END;
CREATE TRIGGER `custody_groups_no_delete` BEFORE DELETE ON `custody_groups` BEGIN SELECT RAISE(ABORT, 'versions of a group are immutable'); END;
CREATE TRIGGER `custody_members_no_update` BEFORE UPDATE ON `custody_members` BEGIN SELECT RAISE(ABORT, 'versions of a group are immutable'); END;
CREATE TRIGGER `custody_members_no_delete` BEFORE DELETE ON `custody_members` BEGIN SELECT RAISE(ABORT, 'versions of a group are immutable'); END;
CREATE TRIGGER `envelopes_no_update` BEFORE UPDATE ON `envelopes` BEGIN SELECT RAISE(ABORT, 'envelopes are a record'); END;
CREATE TRIGGER `envelopes_no_delete` BEFORE DELETE ON `envelopes` BEGIN SELECT RAISE(ABORT, 'envelopes are a record'); END;
CREATE TRIGGER `envelopes_no_gap` BEFORE INSERT ON `envelopes`
WHEN NEW.`generation` <> (SELECT coalesce(max(`generation`), 1) + 1 FROM `envelopes` WHERE `seal` = NEW.`seal`)
BEGIN SELECT RAISE(ABORT, 'envelopes follow one another'); END;
CREATE TRIGGER `custody_copies_no_update` BEFORE UPDATE ON `custody_copies` BEGIN SELECT RAISE(ABORT, 'copies are a record'); END;
CREATE TRIGGER `custody_copies_no_delete` BEFORE DELETE ON `custody_copies` BEGIN SELECT RAISE(ABORT, 'copies are a record'); END;
CREATE TRIGGER `custody_events_no_update` BEFORE UPDATE ON `custody_events` BEGIN SELECT RAISE(ABORT, 'the register is a record'); END;
CREATE TRIGGER `custody_events_no_delete` BEFORE DELETE ON `custody_events` BEGIN SELECT RAISE(ABORT, 'the register is a record'); END;
CREATE TRIGGER `destructions_second_person` BEFORE UPDATE ON `destructions`
WHEN OLD.`confirmed_by` IS NOT NULL OR NEW.`confirmed_by` = OLD.`listed_by` OR NEW.`listed_by` <> OLD.`listed_by`
BEGIN SELECT RAISE(ABORT, 'destruction takes two people, once'); END;
CREATE TRIGGER `destructions_no_delete` BEFORE DELETE ON `destructions` BEGIN SELECT RAISE(ABORT, 'destructions are a record'); END;
CREATE TRIGGER `paper_voids_no_update` BEFORE UPDATE ON `paper_voids` WHEN OLD.`replacement` IS NOT NULL OR NEW.`reason` <> OLD.`reason`
BEGIN SELECT RAISE(ABORT, 'voids are a record'); END;
CREATE TRIGGER `paper_voids_no_delete` BEFORE DELETE ON `paper_voids` BEGIN SELECT RAISE(ABORT, 'voids are a record'); END;
CREATE TRIGGER `sitting_incidents_no_update` BEFORE UPDATE ON `sitting_incidents` BEGIN SELECT RAISE(ABORT, 'incidents are a record'); END;
CREATE TRIGGER `sitting_incidents_no_delete` BEFORE DELETE ON `sitting_incidents` BEGIN SELECT RAISE(ABORT, 'incidents are a record'); END;
-- The lot falls once.
CREATE TRIGGER `sittings_drawn_once` BEFORE UPDATE OF `draw` ON `sittings` WHEN OLD.`draw` IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'the papers of a sitting are drawn once'); END;
