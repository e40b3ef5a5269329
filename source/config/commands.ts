import {alertFlag} from './alert-rules.js';
import {choice, number, path, section, text, toggle} from './field.js';
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
	alert: alertFlag,
	check: toggle({
		help: 'judge once, print a line and exit with its level',
		group: 'Alerts',
		default: false,
		flag: 'check',
	}),
	headless: toggle({
		help: 'no screen: a service, with its log on stderr',
		group: 'Output',
		default: false,
		flag: 'headless',
	}),
	testAlert: text({
		help: 'send a test alert through this handler, tell whether it arrived and exit',
		group: 'Other',
		flag: 'test-alert',
		placeholder: 'HANDLER',
	}),
	replay: path({
		help: 'show a recording instead of this machine',
		group: 'Recording',
		flag: 'replay',
		placeholder: 'FILE|DIR',
	}),
	replaySpeed: number({
		help: 'how many times as fast as it was recorded',
		group: 'Recording',
		default: 1,
		min: 0.1,
		max: 100,
		flag: 'replay-speed',
	}),
	report: path({
		help: 'print what a recording was like, as JSON with --json, and exit',
		group: 'Recording',
		flag: 'report',
		placeholder: 'FILE|DIR',
	}),
	config: path({help: 'configuration file to read instead of the usual', group: 'Other', flag: 'config'}),
	printConfig: toggle({
		help: 'print the configuration, secrets masked, and exit',
		group: 'Other',
		default: false,
		flag: 'print-config',
	}),
	completion: choice(['bash', 'zsh', 'fish'], {
		help: 'print a script that completes flags in this shell, and exit',
		group: 'Other',
		flag: 'completion',
		placeholder: 'SHELL',
	}),
	help: toggle({help: 'print this help and exit', group: 'Other', default: false, flag: 'help', short: 'h'}),
	version: toggle({help: 'print the version and exit', group: 'Other', default: false, flag: 'version', short: 'V'}),
});

export type Command = ValueOf<typeof commands>;

const exclusive = [
	['--json', '--format'],
	['--check', '--json'],
	['--check', '--format'],
	['--check', '--once'],
	['--report', '--format'],
	['--report', '--once'],
	['--report', '--check'],
	['--report', '--replay'],
] as const;

/** Throws a UsageError for commands that cannot be had together. */
export function checkCommand({json, format, once, check, replay, report}: Command): void {
	const isGiven = {
		'--json': json,
		'--format': format !== undefined,
		'--once': once,
		'--check': check,
		'--replay': replay !== undefined,
		'--report': report !== undefined,
	};
	for (const [flag, other] of exclusive) {
		if (isGiven[flag] && isGiven[other]) {
			throw new UsageError(`${flag} and ${other} exclude each other`);
		}
	}
}
