-- Reading the log: by person and by bank, in the log's order (the row's number is part of each key).
CREATE INDEX `log_actor` ON `log` (`actor`);
CREATE INDEX `log_bank` ON `log` (`bank`);

-- How reading is watched and how long records stay (`core/reading.ts`): versions, none ever changed.
CREATE TABLE `reading_settings` (
  `version` integer PRIMARY KEY NOT NULL CHECK (`version` > 0),
  `content` text NOT NULL CHECK (json_valid(`content`)),
  `author` text NOT NULL,
  `at` integer NOT NULL
) STRICT;
CREATE TRIGGER `reading_settings_no_update` BEFORE UPDATE ON `reading_settings`
BEGIN SELECT RAISE(ABORT, 'a version of the settings is never changed'); END;
CREATE TRIGGER `reading_settings_no_delete` BEFORE DELETE ON `reading_settings`
BEGIN SELECT RAISE(ABORT, 'a version of the settings is never removed'); END;
