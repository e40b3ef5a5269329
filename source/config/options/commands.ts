import {choice, number, path, section, text, toggle} from '../model/field.js';
import type {ValueOf} from '../model/leaf.js';
import {UsageError} from '../model/usage-error.js';
import {alertFlag} from './alert-rules.js';
import {forValue} from './for.js';

/** Settings of a single run. Only a flag sets them, not the file and not a variable. */
export const commands = section({
	once: toggle({help: 'print one measurement and exit', group: 'Output', default: false, flag: 'once'}),
	json: toggle({help: 'print JSON, one message per line', group: 'Output', default: false, flag: 'json'}),
	format: text({
		help: "print lines from a template such as '{memory.percentage} %'",
		group: 'Output',
		flag: 'format',
		placeholder: 'TEMPLATE',
	}),
	alert: alertFlag,
	check: toggle({
		help: 'evaluate alert rules once and exit with the level',
		group: 'Alerts',
		default: false,
		flag: 'check',
	}),
	diagnose: toggle({
		help: 'print what is wrong and who causes it, and exit',
		group: 'Alerts',
		default: false,
		flag: 'diagnose',
	}),
	for: text({
		help: 'limit the process list to a process or a directory and what they started; with --diagnose, the time to observe (default 10s)',
		group: 'Screen',
		flag: 'for',
		placeholder: 'PID|DIR|TIME',
	}),
	doctor: toggle({
		help: 'print what can be measured here, and exit',
		group: 'Other',
		default: false,
		flag: 'doctor',
	}),
	headless: toggle({
		help: 'run as a service: no screen, log on standard error',
		group: 'Output',
		default: false,
		flag: 'headless',
	}),
	stdio: toggle({
		help: 'serve one client on standard input and output',
		group: 'Remote machines',
		default: false,
		flag: 'stdio',
	}),
	testAlert: text({
		help: 'send a test alert to this handler, print the result and exit',
		group: 'Other',
		flag: 'test-alert',
		placeholder: 'HANDLER',
	}),
	replay: path({
		help: 'play back a recording instead of monitoring this machine',
		group: 'Recording',
		flag: 'replay',
		placeholder: 'FILE|DIR',
	}),
	at: text({
		help: "moment of the recording: '14:00', '3m ago', 'yesterday 03:10', '2026-05-30T14:00Z'",
		group: 'Recording',
		flag: 'at',
		placeholder: 'MOMENT',
	}),
	replaySpeed: number({
		help: 'playback speed, as a multiple of the recorded speed',
		group: 'Recording',
		default: 1,
		min: 0.1,
		max: 100,
		flag: 'replay-speed',
	}),
	report: path({
		help: 'print a summary of a recording (JSON with --json) and exit',
		group: 'Recording',
		flag: 'report',
		placeholder: 'FILE|DIR',
	}),
	config: path({help: 'configuration file to read instead of the default one', group: 'Other', flag: 'config'}),
	printConfig: toggle({
		help: 'print the configuration, secrets masked, and exit',
		group: 'Other',
		default: false,
		flag: 'print-config',
	}),
	completion: choice(['bash', 'zsh', 'fish'], {
		help: 'print a completion script for this shell and exit',
		group: 'Other',
		flag: 'completion',
		placeholder: 'SHELL',
	}),
	help: toggle({help: 'print this help and exit', group: 'Other', default: false, flag: 'help', short: 'h'}),
	version: toggle({help: 'print the version and exit', group: 'Other', default: false, flag: 'version', short: 'V'}),
});

export type Command = ValueOf<typeof commands>;

/** Modes of the program, of which one run has at most one. */
const modes = [
	'--once',
	'--check',
	'--diagnose',
	'--headless',
	'--stdio',
	'--report',
	'--test-alert',
	'--doctor',
] as const;

/** Flags that have no effect in a run that ends at once or measures nothing. */
const lasting = ['--serve', '--listen', '--export', '--export-to', '--publish'] as const;

/** In each row, the first flag cannot be combined with any of the others. */
const exclusive: readonly (readonly CommandFlag[])[] = [
	...modes.map((mode, index) => [mode, ...modes.slice(index + 1)]),
	...modes.filter(mode => mode !== '--headless' && mode !== '--doctor').map(mode => [mode, ...lasting]),
	['--json', '--format', '--check', '--headless', '--stdio', '--test-alert'],
	['--format', '--check', '--diagnose', '--headless', '--stdio', '--report', '--test-alert', '--doctor'],
	['--replay', '--connect', '--stdio', '--report', '--test-alert', '--export', '--export-to', '--publish'],
	['--connect', '--stdio', '--report', '--test-alert'],
	['--for', '--replay'],
	['--listen', '--host', '--port'],
	['--doctor', '--connect', '--replay'],
];

/** In each row, the first flag requires the second one. */
const dependent: readonly (readonly [flag: CommandFlag, required: CommandFlag])[] = [['--at', '--replay']];

type CommandFlag =
	| (typeof modes)[number]
	| (typeof lasting)[number]
	| '--json'
	| '--format'
	| '--replay'
	| '--connect'
	| '--host'
	| '--port'
	| '--for'
	| '--at';

/** Throws a UsageError for flags that cannot be combined, and for flags without the one that they belong to. `settings` holds the settings that flags set. */
export function checkCommand(command: Command, settings: ReadonlyMap<string, unknown>): void {
	const {json, format, once, check, diagnose, headless, stdio, replay, at, report, testAlert, doctor} = command;
	const isGiven: Readonly<Record<CommandFlag, boolean>> = {
		'--json': json,
		'--format': format !== undefined,
		'--once': once,
		'--check': check,
		'--diagnose': diagnose,
		'--for': command.for !== undefined,
		'--headless': headless,
		'--stdio': stdio,
		'--at': at !== undefined,
		'--replay': replay !== undefined,
		'--report': report !== undefined,
		'--test-alert': testAlert !== undefined,
		'--doctor': doctor,
		'--connect': settings.has('connect'),
		'--serve': settings.get('server.enabled') === true,
		'--listen': settings.has('server.listen'),
		'--host': settings.has('server.host'),
		'--port': settings.has('server.port'),
		'--export': settings.has('export.directory'),
		'--export-to': settings.has('export.to'),
		'--publish': settings.has('publish.url'),
	};
	for (const [flag, ...others] of exclusive) {
		const other = others.find(name => isGiven[name]);
		if (flag !== undefined && isGiven[flag] && other !== undefined) {
			throw new UsageError(`${flag} and ${other} cannot be used together`);
		}
	}

	forValue(command.for, diagnose);
	for (const [flag, required] of dependent) {
		if (isGiven[flag] && !isGiven[required]) {
			throw new UsageError(`${flag} requires ${required}`);
		}
	}
}
