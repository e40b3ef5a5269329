import {path, section, text, toggle} from './field.js';
import type {ValueOf} from './leaf.js';
import {UsageError} from './usage-error.js';

/** What is asked for this time, by flag only: no file and no variable can hold it. */
export const commands = section({
	once: toggle({help: 'print one measurement and exit', group: 'Output', default: false, flag: 'once'}),
	json: toggle({help: 'print one JSON message a line', group: 'Output', default: false, flag: 'json'}),
	format: text({
		help: "print lines such as '{memory.percentage} %'",
		group: 'Output',
		flag: 'format',
		placeholder: 'TEMPLATE',
	}),
	testAlert: text({
		help: 'send a test alert through this handler, tell whether it arrived and exit',
		group: 'Other',
		flag: 'test-alert',
		placeholder: 'HANDLER',
	}),
	config: path({help: 'configuration file to read instead of the usual', group: 'Other', flag: 'config'}),
	printConfig: toggle({
		help: 'print the configuration, secrets masked, and exit',
		group: 'Other',
		default: false,
		flag: 'print-config',
	}),
	help: toggle({help: 'print this help and exit', group: 'Other', default: false, flag: 'help', short: 'h'}),
	version: toggle({help: 'print the version and exit', group: 'Other', default: false, flag: 'version', short: 'V'}),
});

export type Command = ValueOf<typeof commands>;

/** Throws a UsageError for commands that cannot be had together. */
export function checkCommand({json, format}: Command): void {
	if (json && format !== undefined) {
		throw new UsageError('--json and --format exclude each other');
	}
}
