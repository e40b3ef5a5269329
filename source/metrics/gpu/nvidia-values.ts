import {plausibleBytes} from '../values/plausible.js';

const bytesPerMebibyte = 1024 * 1024;

/**
Parses the number in a cell of `nvidia-smi`.

Returns `undefined` for a cell that is not a number: a missing value is written in many ways (`[N/A]`, `N/A`,
`[Not Supported]`, `[Unknown Error]`, `[GPU is lost]`, `ERR!`, empty).
*/
export function parseNumber(cell: string | undefined): number | undefined {
	const text = cell?.trim() ?? '';
	return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** Parses a cell in MiB and returns bytes. */
export function parseMebibytes(cell: string | undefined): number | undefined {
	const mebibytes = parseNumber(cell);
	return mebibytes === undefined ? undefined : plausibleBytes(mebibytes * bytesPerMebibyte);
}

/** Parses a text cell of `nvidia-smi`. Returns `undefined` for a missing value. */
export function parseWord(cell: string | undefined): string | undefined {
	const text = cell?.trim() ?? '';
	return text === '' || text === 'N/A' || text === 'ERR!' || /^\[.*\]$/.test(text) ? undefined : text;
}
