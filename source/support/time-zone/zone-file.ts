import {parsePosixZone} from './posix-zone.js';
import type {Zone} from './zone.js';

const headerBytes = 44;
const typeBytes = 6;

/** Parses a file of `/usr/share/zoneinfo` or `/etc/localtime` (RFC 9636). Returns `undefined` for other files. */
export function parseZoneFile(bytes: Buffer): Zone | undefined {
	try {
		const first = readBlock(bytes, 0, 4);
		if (!first || first.version === 0) {
			return first && zoneOf(first.moments, undefined);
		}

		// From version 2 on, the data is repeated with 64-bit times, followed by a rule for later times.
		const second = readBlock(bytes, first.end, 8);
		const rule = second && /^\n([^\n]*)\n/.exec(bytes.toString('latin1', second.end))?.[1];
		return second && zoneOf(second.moments, rule ? parsePosixZone(rule) : undefined);
	} catch (error) {
		if (error instanceof RangeError) {
			return undefined;
		}

		throw error;
	}
}

/** A transition: from `from` on, in seconds since 1970, local time is `offset` seconds ahead of UTC. */
type Moment = {readonly from: number; readonly offset: number};

function readBlock(bytes: Buffer, start: number, timeBytes: 4 | 8) {
	if (bytes.toString('latin1', start, start + 4) !== 'TZif') {
		return undefined;
	}

	const count = (index: number): number => bytes.readUInt32BE(start + 20 + index * 4);
	const [utcCount, standardCount, leapCount, timeCount, typeCount, nameBytes] = [
		count(0),
		count(1),
		count(2),
		count(3),
		count(4),
		count(5),
	];
	const times = start + headerBytes;
	const indexes = times + timeCount * timeBytes;
	const types = indexes + timeCount;
	const offsetOf = (type: number): number => bytes.readInt32BE(types + type * typeBytes);
	const moments: Moment[] = [{from: Number.NEGATIVE_INFINITY, offset: offsetOf(0)}];
	for (let index = 0; index < timeCount; index++) {
		const at = times + index * timeBytes;
		moments.push({
			from: timeBytes === 4 ? bytes.readInt32BE(at) : Number(bytes.readBigInt64BE(at)),
			offset: offsetOf(bytes.readUInt8(indexes + index)),
		});
	}

	const end = types + typeCount * typeBytes + nameBytes + leapCount * (timeBytes + 4) + standardCount + utcCount;
	return {version: bytes.readUInt8(start + 4), moments, end};
}

function zoneOf(moments: readonly Moment[], rule: Zone | undefined): Zone {
	const last = moments.at(-1);
	return {
		offsetAt(epochSeconds) {
			if (rule && last && epochSeconds >= last.from) {
				return rule.offsetAt(epochSeconds);
			}

			return moments.findLast(({from}) => from <= epochSeconds)?.offset ?? 0;
		},
	};
}
