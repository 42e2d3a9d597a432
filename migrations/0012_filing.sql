-- Coverage and filing: the rules a bank is judged by, the standard behind it, its assessment plan.

-- Each is said anew and never changed: the newest holds, the older ones stay on record with their reasons.
CREATE TABLE `filing_rules` (
  `id` text PRIMARY KEY NOT NULL,
  `bank` text NOT NULL,
  `content` text NOT NULL,
  `reason` text NOT NULL CHECK (trim(`reason`) <> ''),
  `by` text NOT NULL,
  `at` integer NOT NULL,
  FOREIGN KEY (`bank`) REFERENCES `banks`(`id`)
) STRICT;
CREATE INDEX `filing_rules_bank` ON `filing_rules` (`bank`,`at`);

CREATE TABLE `standards` (
  `id` text PRIMARY KEY NOT NULL,
  `bank` text NOT NULL,
  `content` text NOT NULL,
  `reason` text NOT NULL CHECK (trim(`reason`) <> ''),
  `by` text NOT NULL,
  `at` integer NOT NULL,
  FOREIGN KEY (`bank`) REFERENCES `banks`(`id`)
) STRICT;
CREATE INDEX `standards_bank` ON `standards` (`bank`,`at`);

CREATE TABLE `assessment_plans` (
  `id` text PRIMARY KEY NOT NULL,
  `bank` text NOT NULL,
  `version` integer NOT NULL CHECK (`version` >= 1),
  `content` text NOT NULL,
  `reason` text NOT NULL CHECK (trim(`reason`) <> ''),
  `by` text NOT NULL,
  `at` integer NOT NULL,
  FOREIGN KEY (`bank`) REFERENCES `banks`(`id`)
) STRICT;
CREATE UNIQUE INDEX `assessment_plans_version` ON `assessment_plans` (`bank`,`version`);

CREATE TRIGGER `filing_rules_no_update` BEFORE UPDATE ON `filing_rules` BEGIN SELECT RAISE(ABORT, 'filing rules are records'); END;
CREATE TRIGGER `filing_rules_no_delete` BEFORE DELETE ON `filing_rules` BEGIN SELECT RAISE(ABORT, 'filing rules are records'); END;
CREATE TRIGGER `standards_no_update` BEFORE UPDATE ON `standards` BEGIN SELECT RAISE(ABORT, 'standards are records'); END;
CREATE TRIGGER `standards_no_delete` BEFORE DELETE ON `standards` BEGIN SELECT RAISE(ABORT, 'standards are records'); END;
CREATE TRIGGER `assessment_plans_no_update` BEFORE UPDATE ON `assessment_plans` BEGIN SELECT RAISE(ABORT, 'plan versions are immutable'); END;
CREATE TRIGGER `assessment_plans_no_delete` BEFORE DELETE ON `assessment_plans` BEGIN SELECT RAISE(ABORT, 'plan versions are immutable'); END;
CREATE TRIGGER `assessment_plans_no_gap` BEFORE INSERT ON `assessment_plans`
WHEN NEW.`version` <> (SELECT coalesce(max(`version`), 0) + 1 FROM `assessment_plans` WHERE `bank` = NEW.`bank`)
BEGIN SELECT RAISE(ABORT, 'plan versions have no gaps'); END;

-- What is in use, by place: the page over all banks counts a million items in this index alone, so it holds every
-- column that the count looks at, those of its own condition too.
CREATE INDEX `items_in_use` ON `items` (`bank`,`kind`,`point`,`state`,`approved`) WHERE `approved` IS NOT NULL AND `state` <> 'retired';
