import {choice, number, path, section, text, toggle} from '../model/field.js';
import type {ValueOf} from '../model/leaf.js';
import {UsageError} from '../model/usage-error.js';
import {alertFlag} from './alert-rules.js';

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

/** What the program is to do: one of these. */
const modes = ['--once', '--check', '--headless', '--report', '--test-alert'] as const;

/** What a program that ends at once, or that measures nothing itself, does not do. */
const lasting = ['--serve', '--export', '--export-to', '--publish'] as const;

/** Nothing of a row goes with its first. */
const exclusive: readonly (readonly CommandFlag[])[] = [
	...modes.map((mode, index) => [mode, ...modes.slice(index + 1)]),
	...modes.filter(mode => mode !== '--headless').map(mode => [mode, ...lasting]),
	['--json', '--format', '--check', '--headless', '--test-alert'],
	['--format', '--check', '--headless', '--report', '--test-alert'],
	['--replay', '--connect', '--report', '--test-alert', '--export', '--export-to', '--publish'],
	['--connect', '--report', '--test-alert'],
];

type CommandFlag = (typeof modes)[number] | (typeof lasting)[number] | '--json' | '--format' | '--replay' | '--connect';

/** Throws a UsageError for flags that make no sense together. `settings` are those that flags give. */
export function checkCommand(command: Command, settings: ReadonlyMap<string, unknown>): void {
	const {json, format, once, check, headless, replay, report, testAlert} = command;
	const isGiven: Readonly<Record<CommandFlag, boolean>> = {
		'--json': json,
		'--format': format !== undefined,
		'--once': once,
		'--check': check,
		'--headless': headless,
		'--replay': replay !== undefined,
		'--report': report !== undefined,
		'--test-alert': testAlert !== undefined,
		'--connect': settings.has('connect'),
		'--serve': settings.get('server.enabled') === true,
		'--export': settings.has('export.directory'),
		'--export-to': settings.has('export.to'),
		'--publish': settings.has('publish.url'),
	};
	for (const [flag, ...others] of exclusive) {
		const other = others.find(name => isGiven[name]);
		if (flag !== undefined && isGiven[flag] && other !== undefined) {
			throw new UsageError(`${flag} and ${other} exclude each other`);
		}
	}
}
