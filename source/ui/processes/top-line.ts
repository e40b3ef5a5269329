import type {Process} from '../../metrics/snapshot.js';
import {ioBytesPerSecond} from '../../metrics/values/process-io.js';
import {formatShortRate} from '../../support/format.js';
import type {Appearance} from '../drawing/appearance.js';
import {type Line, lineWidth, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {levelRole, type Role} from '../theme/role.js';
import {comparisonOf, orderOf} from './list-order.js';
import type {Trouble} from './trouble.js';

/** A process with the figure for which it is named. */
type Named = {readonly process: Process; readonly text: string; readonly role: Role};

/** Processes that are named for the trouble, and for the processor before the one with most memory. */
const perTrouble = 3;
const perCpu = 2;
/** Minimum share of a core to be named. */
const minPercent = 1;

/**
Draws the costliest processes in one line: those that cause the trouble, then those that use the processor and the one with
most memory. Each is named once. What does not fit is left out.
*/
export function drawTop(
	list: readonly Process[],
	trouble: Trouble | undefined,
	width: number,
	appearance: Appearance,
	scopeLabel?: string,
): Line {
	const byTrouble = (one: Trouble): readonly Named[] => {
		const compare = comparisonOf(orderOf({sort: 'cpu', isInverted: false, followed: one}), list);
		return list
			.flatMap((process): readonly Named[] => {
				const text = figureOf(process, one, appearance);
				return text === undefined ? [] : [{process, text, role: roleOf(process, one)}];
			})
			.sort((a, b) => compare(a.process, b.process));
	};
	const cpu = byTrouble('cpu').filter(({process}) => (process.cpuPercent ?? 0) >= minPercent);
	const candidates = [
		...(trouble === undefined ? [] : byTrouble(trouble).slice(0, perTrouble)),
		...cpu.slice(0, perCpu),
		...byTrouble('memory').slice(0, 1),
		...cpu.slice(perCpu),
	];
	const label = span(' TOP  ', 'muted');
	const line = [label];
	const named = new Set<Process>();
	for (const {process, text, role} of candidates) {
		const entry = [span(`${line.length === 1 ? '' : '  '}${printable(process.name)} `), span(text, role)];
		if (named.has(process)) {
			continue;
		}

		if (lineWidth(line) + lineWidth(entry) > width) {
			break;
		}

		named.add(process);
		line.push(...entry);
	}

	const none =
		list.length === 0 && scopeLabel !== undefined
			? `no process for ${printable(scopeLabel)}`
			: 'no process uses the processor';
	return line.length === 1 ? [label, span(none, 'muted')] : line;
}

/** Returns what a process contributes to a trouble; `undefined` when that is nothing, or unknown. */
export function figureOf(
	process: Process,
	trouble: Trouble,
	{shortBytes}: Pick<Appearance, 'shortBytes'>,
): string | undefined {
	const positive = (value: number | undefined, format: (value: number) => string): string | undefined =>
		value ? format(value) : undefined;
	switch (trouble) {
		case 'cpu':
			return positive(process.cpuPercent, percentText);
		case 'short-lived':
			return positive(process.childrenCpuPercent, percentText);
		case 'memory':
			return positive(process.residentSetBytes, shortBytes);
		case 'swap':
			return positive(process.swapBytes, shortBytes);
		case 'disk I/O':
			return positive(ioBytesPerSecond(process), rate => `${formatShortRate(rate)}/s`);
		case 'blocked':
			return process.state === 'D' ? 'D' : undefined;
		case 'zombies':
			return process.state === 'Z' ? 'Z' : undefined;
		case 'files':
			return positive(process.openFiles, count => `${count} files`);
		case 'threads':
			return positive(process.threads, count => `${count} threads`);
		default:
			return trouble satisfies never;
	}
}

function percentText(percent: number): string {
	return `${percent.toFixed(percent < 9.95 ? 1 : 0)}%`;
}

function roleOf({cpuPercent}: Process, trouble: Trouble): Role {
	return trouble === 'cpu' ? levelRole(cpuPercent ?? 0) : trouble === 'memory' ? 'text' : 'warning';
}
