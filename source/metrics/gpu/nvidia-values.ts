import {plausibleBytes} from '../values/plausible.js';

const bytesPerMebibyte = 1024 * 1024;

/**
The number in a cell of `nvidia-smi`, or `undefined`.

The tool has many ways to say that there is none (`[N/A]`, `N/A`, `[Not Supported]`, `[Unknown Error]`, `[GPU is lost]`,
`ERR!`, nothing at all), so only a cell that is a number and nothing else counts. 0 is a number.
*/
export function parseNumber(cell: string | undefined): number | undefined {
	const text = cell?.trim() ?? '';
	return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** Bytes out of a cell in MiB. */
export function parseMebibytes(cell: string | undefined): number | undefined {
	const mebibytes = parseNumber(cell);
	return mebibytes === undefined ? undefined : plausibleBytes(mebibytes * bytesPerMebibyte);
}

/** A word of `nvidia-smi`, or `undefined` for one of its ways to say that there is none. */
export function parseWord(cell: string | undefined): string | undefined {
	const text = cell?.trim() ?? '';
	return text === '' || text === 'N/A' || text === 'ERR!' || /^\[.*\]$/.test(text) ? undefined : text;
}
