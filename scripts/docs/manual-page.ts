import {definition} from '../../source/config/definition.js';
import {type ShownFlag, shownFlags} from '../../source/config/help/shown-flags.js';
import {leavesOf} from '../../source/config/model/section.js';
import {variableName} from '../../source/config/sources/environment.js';
import {examples, exitStatuses, files, otherVariables, signals, type Term} from './command-terms.js';

/** Returns `man/mon-tui.1`, in the macros of man(7). */
export function manualPage(version: string): string {
	const flags = shownFlags();
	const groups = [...new Set(flags.map(({group}) => group))];
	return [
		String.raw`.\" Written by npm run docs.`,
		`.TH MON-TUI 1 "" "mon-tui ${version}" "User Commands"`,
		...section('NAME', text('mon-tui - system monitor for the terminal that also serves, alerts and records')),
		...section(
			'SYNOPSIS',
			String.raw`.B mon\-tui`,
			'.RI [ flags ]',
			'.br',
			String.raw`.B mon\-tui doctor`,
			'.RI [ flags ]',
		),
		...section(
			'DESCRIPTION',
			text(`mon-tui measures processor, memory, disks, network, processes, GPUs, temperatures, pressure stall information and
container limits, and shows them in the terminal. It can also serve the measurements over WebSocket and HTTP, evaluate alert
rules and send notifications, and record and play back measurements.`),
			'.PP',
			text('On a terminal mon-tui fills the screen. Press'),
			`.B ?`,
			text('for a list of the keys and'),
			'.B q',
			text('to quit. If standard output is not a terminal, mon-tui prints one line per interval.'),
		),
		'.SH OPTIONS',
		text('TIME is a number of seconds, or a duration such as 500ms, 30s, 5m or 1h.'),
		...groups.flatMap(group => [`.SS ${text(group)}`, ...flags.filter(flag => flag.group === group).flatMap(entry)]),
		...section('EXIT STATUS', ...terms(exitStatuses)),
		...section(
			'ENVIRONMENT',
			text(
				'Every key of the configuration file that is a single value or a list of values can also be set by a variable:',
			),
			...leavesOf(definition)
				.filter(({leaf}) => leaf.fromText !== undefined)
				.flatMap(({path, leaf}) => [
					'.TP',
					[variableName(path), ...(leaf.variable === undefined ? [] : [leaf.variable])]
						.map(name => `.B ${name}`)
						.join('\n.TQ\n'),
					text(`${path}: ${leaf.help}`),
				]),
			...terms(otherVariables),
		),
		...section('FILES', ...terms(files)),
		...section('SIGNALS', ...terms(signals)),
		...section('EXAMPLES', ...terms(examples)),
		...section(
			'SEE ALSO',
			text(
				'docs/diagnosis.md in the package lists what --diagnose finds, with all thresholds, and how to use it in scripts.',
			),
		),
		'',
	].join('\n');
}

function section(title: string, ...lines: readonly string[]): readonly string[] {
	return [`.SH ${title}`, ...lines];
}

function terms(all: readonly Term[]): readonly string[] {
	return all.flatMap(([term, meaning]) => ['.TP', `.B ${text(term)}`, text(meaning)]);
}

function entry({long, short, placeholder, help, choices, isRepeatable, defaultText}: ShownFlag): readonly string[] {
	const names = [...(short === undefined ? [] : [`-${short}`]), long].map(name => `\\fB${text(name)}\\fR`).join(', ');
	const notes = [
		...(choices ? [`One of ${choices.join(', ')}.`] : []),
		...(isRepeatable ? ['Can be repeated.'] : []),
		...(defaultText === undefined ? [] : [`Default: ${defaultText}.`]),
	];
	return [
		'.TP',
		placeholder === undefined ? names : `${names} \\fI${text(placeholder)}\\fR`,
		text([`${help.charAt(0).toUpperCase()}${help.slice(1)}.`, ...notes].join(' ')),
	];
}

/** Escapes text for roff: dashes that can be copied, backslashes, and lines that begin like a request. */
function text(plain: string): string {
	return wrapped(plain.replaceAll('\n', ' '))
		.replaceAll('\\', '\\e')
		.replaceAll('-', '\\-')
		.replaceAll('…', '...')
		.replaceAll(/[`^~]/g, sign => ({'`': '\\(ga', '^': '\\(ha', '~': '\\(ti'})[sign] ?? sign)
		.replaceAll(/^[.']/gm, '\\&$&');
}

function wrapped(plain: string): string {
	return plain.replaceAll(/(?=.{73})(.{1,72}) /g, '$1\n');
}
