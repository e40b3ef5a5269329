import colors from 'ansi-colors';
import type {Finding, Unmeasured} from '../diagnosis/finding.js';
import {matrixOf} from '../diagnosis/matrix.js';
import {isKey} from '../diagnosis/tools.js';
import {isAnythingMeasured} from '../diagnosis/unmeasured.js';
import {known} from '../metrics/reading.js';
import type {Snapshot} from '../metrics/snapshot.js';
import type {Severity} from '../metrics/values/severity.js';
import {formatDateTime, formatDuration} from '../support/format.js';
import {printableLine} from '../support/printable.js';
import {findingSign} from './finding-line.js';
import type {SummaryOptions} from './summary-options.js';

/** Formats findings as plain text: the verdict, each finding with its evidence, and the matrix of resources. */
export function diagnosisText(
	snapshot: Snapshot,
	findings: readonly Finding[],
	unmeasured: readonly Unmeasured[],
	options: SummaryOptions = {},
): string {
	const paint = colors.create();
	paint.enabled = options.hasColor ?? false;
	const text = [
		heading(snapshot),
		verdict(snapshot, findings),
		...findings.map(finding => findingText(finding, snapshot.timestampMs, options, paint)),
		matrixText(snapshot, findings, paint),
		...(unmeasured.length === 0
			? []
			: [`Not measured: ${unmeasured.map(({what, reason}) => `${what} (${printableLine(reason)})`).join(', ')}`]),
	].join('\n\n');
	return options.isAscii ? text.replaceAll('×', 'x').replaceAll(/[\u00B7\u00B0]/g, ' ') : text;
}

function heading({readings, timestampMs}: Snapshot): string {
	const system = known(readings.system);
	const host = system ? `${printableLine(system.hostname)}, ` : '';
	return `${host}${new Date(timestampMs).toISOString()}`;
}

function verdict(snapshot: Snapshot, findings: readonly Finding[]): string {
	const serious = findings.filter(({severity}) => severity !== 'note');
	if (serious.length > 0) {
		return serious.length === 1 ? '1 problem' : `${serious.length} problems`;
	}

	if (!isAnythingMeasured(snapshot)) {
		return 'There is no diagnosis: nothing is measured.';
	}

	return findings.length === 0 ? 'Nothing is wrong.' : 'Nothing is wrong. Worth knowing:';
}

type Colors = typeof colors;

function painted(text: string, severity: Severity | 'ok' | 'unknown', paint: Colors): string {
	switch (severity) {
		case 'critical':
			return paint.red.bold(text);
		case 'warning':
			return paint.yellow(text);
		case 'note':
			return paint.cyan(text);
		case 'ok':
			return paint.green(text);
		case 'unknown':
			return paint.dim(text);
	}
}

function findingText(
	{severity, sentence, evidence, culprits, sinceMs, next}: Finding,
	nowMs: number,
	options: SummaryOptions,
	paint: Colors,
): string {
	const since = Math.round((nowMs - sinceMs) / 1000);
	// There is no screen on which a key could be pressed.
	const steps = next.filter(step => !isKey(step));
	return [
		`${painted(`${findingSign(severity, options)} ${severity.toUpperCase()}`, severity, paint)}  ${printableLine(sentence)}`,
		...evidence.map(({name, value}) => `    ${printableLine(name)}: ${printableLine(value)}`),
		...(since > 1 ? [`    since: ${formatDateTime(sinceMs)} (${formatDuration(since)})`] : []),
		...culprits.map(
			({pid, name, user, share}) =>
				`    by: ${printableLine(name)}${pid === undefined ? '' : ` (${pid})`}${user === undefined ? '' : `, ${printableLine(user)}`}: ${printableLine(share)}`,
		),
		...(steps.length === 0
			? []
			: [`    next: ${steps.map(step => printableLine(step)).join(options.isAscii ? '; ' : ' · ')}`]),
	].join('\n');
}

const columnWidth = 18;

function matrixText(snapshot: Snapshot, findings: readonly Finding[], paint: Colors): string {
	const heads = ['RESOURCE', 'USED', 'WAITING', 'ERRORS'].map(head => head.padEnd(columnWidth)).join('');
	const rows = matrixOf(snapshot, findings).map(({resource, utilisation, saturation, errors}) =>
		[
			resource.padEnd(columnWidth),
			...[utilisation, saturation, errors].map(({text, state}) => painted(text.padEnd(columnWidth), state, paint)),
		].join(''),
	);
	return [heads, ...rows].map(row => row.trimEnd()).join('\n');
}
