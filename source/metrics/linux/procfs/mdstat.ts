import type {RaidArray} from '../../snapshot.js';
import {naturalNumber} from '../../values/whole-number.js';

/**
Parses `/proc/mdstat` (md(4)). An array has a line `md0 : active raid1 sdb1[1] sda1[0]`, then indented lines with its
state: `[2/1] [U_]` are the devices that it has when complete and those in sync, and `recovery = 12.6% (…)` is what it
does. Failed devices are marked `(F)`, spares `(S)`. Containers of metadata (`external:imsm`) are not arrays. Other lines
are skipped. Throws when the text is not such a file.
*/
export function parseMdstat(text: string): readonly RaidArray[] {
	if (!text.startsWith('Personalities')) {
		throw new Error(`/proc/mdstat: expected "Personalities : …", found "${text.slice(0, 40)}"`);
	}

	const blocks = text.split(/\n(?=\S)/).slice(0, maxBlocks);
	return blocks.flatMap(block => parseArray(block.slice(0, maxBlockLength)) ?? []);
}

/** Limits for a damaged file. The kernel has at most 1024 arrays, with at most 384 devices each. */
const maxBlocks = 2048;
const maxBlockLength = 20_000;

function parseArray(block: string): RaidArray | undefined {
	const [head = '', ...details] = block.split('\n');
	const match = /^(md\S+)\s*:\s*(active|inactive|broken)\b((?:\s*\([a-z -]+\))*)(.*)$/.exec(head);
	const [, name, state, , rest = ''] = match ?? [];
	const detail = details.join('\n');
	if (name === undefined || /\bsuper external:(?!\/)/.test(detail)) {
		return undefined;
	}

	const isActive = state === 'active';
	const words = rest.trim().split(/\s+/);
	const level = words[0]?.includes('[') || words[0] === '' ? undefined : words[0];
	const [devices, workingDevices] = deviceCounts(detail);
	const failedDevices = marked(words, 'F');
	const missingDevices =
		devices === undefined || workingDevices === undefined ? undefined : Math.max(0, devices - workingDevices);
	return {
		name,
		level,
		isActive,
		devices,
		workingDevices,
		missingDevices,
		failedDevices,
		spareDevices: marked(words, 'S'),
		isDegraded: !isActive || (missingDevices ?? failedDevices) > 0,
		...actionOf(detail),
	};
}

/** Returns the devices of a complete array and those in sync, from `[3/2]`. */
function deviceCounts(detail: string): readonly (number | undefined)[] {
	return (/\[(\d+)\/(\d+)\]/.exec(detail) ?? []).slice(1).map(naturalNumber);
}

/** Returns the number of devices with a mark: `sdb1[1](F)`. A device may have several: `sdb1[1](W)(F)`. */
function marked(words: readonly string[], mark: string): number {
	return words.filter(word => word.includes('[') && word.includes(`(${mark})`)).length;
}

function actionOf(detail: string): Pick<RaidArray, 'action' | 'actionPercent'> {
	const [, action, progress] = /\b(resync|recovery|check|reshape)\s*=\s*([\d.]+%|[A-Z]+)/.exec(detail) ?? [];
	const percent = progress?.endsWith('%') ? Number.parseFloat(progress) : Number.NaN;
	return {action, actionPercent: percent >= 0 && percent <= 100 ? percent : undefined};
}
