import {singleLine} from '../../support/printable.js';
import type {Gpu} from '../snapshot.js';
import {type NvidiaField, parseNvidiaLine} from './nvidia-csv.js';
import type {Losses} from './nvidia-roll.js';
import {parseNvidiaReport} from './nvidia-xml.js';
import {pciAddress} from './pci-address.js';

/** After this silence the first turn is over: every GPU has had its line. */
const turnGapMs = 50;

const maxLine = 8192;
const maxReport = 4 * 1024 * 1024;
const maxLastWords = 200;

/** Turns what a running `nvidia-smi` writes, in pieces of any size, into the latest GPUs. */
export type NvidiaOutput = {
	/** Returns whether the piece completed a measurement. */
	take(text: string): boolean;
	/** `undefined` until every GPU was seen once. */
	gpus(): readonly Gpu[] | undefined;
	/** The last line that was no measurement: why `nvidia-smi` fails. */
	lastWords(): string;
	/** The GPUs that it says it cannot reach. */
	losses(): Losses;
};

/**
Lines in turns, one line for every GPU, ascending by index.

A turn ends where the next begins: with an index that is not above the previous. A GPU that has had no line in a whole
turn is lost. Turns may be written slowly (seconds, on a busy host with many GPUs), so within a turn the GPUs that are
still to come keep their values of the turn before.
*/
export function csvOutput(fields: readonly NvidiaField[], monotonicMs: () => number): NvidiaOutput {
	let rest = '';
	let words = '';
	let previousTurn: ReadonlyMap<number, Gpu> | undefined;
	let turn = new Map<number, Gpu>();
	let lastIndex = -1;
	let lastLineMs = 0;
	let latest: readonly Gpu[] | undefined;
	const losses = new Map<string, string>();

	const takeLine = (line: string): boolean => {
		const gpu = parseNvidiaLine(line, fields);
		if (gpu === undefined) {
			words = line.trim() === '' ? words : line;
			noteLoss(losses, line);
			return false;
		}

		losses.delete(gpu.pciAddress ?? '');

		if (gpu.id <= lastIndex) {
			previousTurn = turn;
			turn = new Map();
		}

		turn.set(gpu.id, gpu);
		lastIndex = gpu.id;
		lastLineMs = monotonicMs();
		latest = undefined;
		return true;
	};

	return {
		take(text) {
			const lines = (rest + text).split(/\r?\n/);
			rest = lines.pop()?.slice(-maxLine) ?? '';
			return lines.map(takeLine).includes(true);
		},
		gpus() {
			const isSettled = previousTurn !== undefined || monotonicMs() - lastLineMs >= turnGapMs;
			if (turn.size === 0 || !isSettled) {
				return undefined;
			}

			latest ??= [...turn.values(), ...[...(previousTurn?.values() ?? [])].filter(({id}) => id > lastIndex)];
			return latest;
		},
		lastWords: () => wordsOf(words || rest),
		losses: () => losses,
	};
}

/** Whole reports, one after the other. */
export function xmlOutput(): NvidiaOutput {
	const end = '</nvidia_smi_log>';
	let rest = '';
	let latest: readonly Gpu[] | undefined;
	const losses = new Map<string, string>();

	return {
		take(text) {
			const pieces = (rest + text).split(end);
			rest = pieces.pop()?.slice(-maxReport) ?? '';
			for (const line of text.split('\n')) {
				noteLoss(losses, line);
			}

			const gpus = parseNvidiaReport((pieces.at(-1) ?? '') + end);
			latest = gpus.length === 0 ? latest : gpus;
			for (const gpu of gpus) {
				losses.delete(gpu.pciAddress ?? '');
			}

			return gpus.length > 0;
		},
		gpus: () => latest,
		lastWords: () => wordsOf(/([^\n]*\S[^\n]*)\s*$/.exec(rest.slice(-maxLine))?.[1] ?? ''),
		losses: () => losses,
	};
}

/** `Unable to determine the device handle for GPU0000:02:00.0: GPU is lost.  Reboot the system …` */
function noteLoss(losses: Map<string, string>, line: string): void {
	const [, place, reason] = /\bGPU ?([\da-f]{4,8}:[\da-f]{2}:[\da-f]{2}\.[\da-f]):? *(.*)$/i.exec(line) ?? [];
	const address = pciAddress(place);
	if (address !== undefined && losses.size < maxLosses) {
		losses.set(address, wordsOf(reason ?? '').replaceAll(/ {2,}/g, ' ') || wordsOf(line));
	}
}

const maxLosses = 64;

function wordsOf(text: string): string {
	return singleLine(text, maxLastWords).trim();
}
