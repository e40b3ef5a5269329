import type {Swap} from '../snapshot.js';

const mebibyte = 1024 * 1024;

/**
Parses the output of `sysctl -n vm.swapusage` of macOS: `total = 2048.00M  used = 1012.25M  free = 1035.75M
(encrypted)`. The total changes with demand and is 0 until memory is swapped out.
*/
export function parseSwapusage(text: string): Swap {
	const bytes = (name: string): number => {
		const mebibytes = new RegExp(`\\b${name} = (\\d+\\.\\d+)M\\b`).exec(text)?.[1];
		if (mebibytes === undefined) {
			throw new Error(`sysctl vm.swapusage: no "${name}" in megabytes, found "${text.trim().slice(0, 80)}"`);
		}

		return Number(mebibytes) * mebibyte;
	};

	const totalBytes = bytes('total');
	const usedBytes = bytes('used');
	if (usedBytes > totalBytes) {
		throw new Error(`sysctl vm.swapusage: ${usedBytes} bytes used of ${totalBytes}`);
	}

	return {totalBytes, usedBytes, usedPercent: totalBytes === 0 ? undefined : (100 * usedBytes) / totalBytes};
}
