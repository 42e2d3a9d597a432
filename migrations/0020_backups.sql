-- The log is the record of backups too; when the last one was made is asked often and found at once.
CREATE INDEX `log_backups` ON `log` (`seq`) WHERE `did` = 'backup';
