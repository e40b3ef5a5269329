import colors from 'ansi-colors';
import type {SummaryOptions} from '../../summary/summary-options.js';
import {countOf} from '../../support/format.js';
import {printableLine} from '../../support/printable.js';
import {wrapWords} from '../../support/wrap-words.js';
import {type Check, type CheckState, checkGroups} from './check.js';

const width = 80;
/** The column in which the text of a check begins. */
const column = 22;

const signs: Readonly<Record<CheckState, readonly [sign: string, ascii: string]>> = {
	ok: ['✔', '+'],
	limited: ['▲', '!'],
	failed: ['✖', 'x'],
	absent: ['-', '-'],
	off: ['-', '-'],
};

/** Formats checks as plain text for 80 columns: the verdict, and the checks by group. */
export function doctorText(heading: string, checks: readonly Check[], options: SummaryOptions = {}): string {
	const paint = colors.create();
	paint.enabled = options.hasColor ?? false;
	const painted = (state: CheckState, text: string): string => {
		switch (state) {
			case 'ok':
				return paint.green(text);
			case 'limited':
				return paint.yellow(text);
			case 'failed':
				return paint.red.bold(text);
			default:
				return paint.dim(text);
		}
	};

	const line = ({state, name, found, help}: Check): string => {
		const [sign, ascii] = signs[state];
		const label = `${options.isAscii ? ascii : sign} ${printableLine(name)}`;
		const rows = [
			...wrapWords(printableLine(found), width - column),
			...(help === undefined
				? []
				: wrapWords(`${options.isAscii ? '->' : '→'} ${printableLine(help)}`, width - column)),
		];
		const indented = rows.join(`\n${' '.repeat(column)}`);
		return `${painted(state, label)}${' '.repeat(Math.max(1, column - label.length))}${indented}`;
	};

	const groups = checkGroups.map(group => {
		const members = checks.filter(check => check.group === group);
		return [`${group[0]?.toUpperCase()}${group.slice(1)}`, ...joined(members).map(line)].join('\n');
	});
	return [wrapWords(heading, width).join('\n'), verdict(checks), ...groups].join('\n\n');
}

/** Returns the checks with those of measured metrics in one line. */
function joined(checks: readonly Check[]): readonly Check[] {
	const measured = checks.filter(({group, state}) => group === 'metrics' && state === 'ok');
	const [first] = measured;
	return first === undefined
		? checks
		: [
				{...first, name: 'measured', found: measured.map(({name}) => name).join(', ')},
				...checks.filter(check => !measured.includes(check)),
			];
}

/** Returns the verdict: what works, and how much does not. */
export function verdict(checks: readonly Check[]): string {
	const count = (state: CheckState): number => checks.filter(check => check.state === state).length;
	const metrics = checks.filter(({group}) => group === 'metrics');
	const measured = metrics.filter(({state}) => state === 'ok' || state === 'limited').length;
	const rest = [
		...(count('failed') > 0 ? [`${countOf(count('failed'), 'check')} failed`] : []),
		...(count('limited') > 0 ? [`${countOf(count('limited'), 'limitation')}`] : []),
	];
	const sentence = `${measured} of ${metrics.length} metrics are measured`;
	return `${sentence}; ${rest.length === 0 ? 'nothing is limited' : rest.join(', ')}.`;
}
