import type {Alert} from '../../alerts/alert.js';

/** Sorts critical alerts before warnings, and the oldest first. */
export function worstFirst(alerts: readonly Alert[]): readonly Alert[] {
	const rank = ({level}: Alert): number => (level === 'CRITICAL' ? 0 : 1);
	return [...alerts].sort((a, b) => rank(a) - rank(b) || a.sinceMs - b.sinceMs);
}
