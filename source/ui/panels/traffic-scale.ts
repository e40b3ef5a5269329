import type {Series} from '../drawing/graph.js';
import {maximum, niceCeiling} from '../drawing/series.js';

/** Minimum scales, so that little traffic looks little. */
const minDiskScale = 1_000_000;
const minNetworkScale = 10_000;

/** Returns the rate at the top of a graph of disk traffic. */
export function diskScale(traffic: Series): number {
	return niceCeiling(maximum(traffic) ?? 0, minDiskScale);
}

/** Returns the rate at the top of a graph of network traffic. */
export function networkScale(traffic: Series): number {
	return niceCeiling(maximum(traffic) ?? 0, minNetworkScale);
}
