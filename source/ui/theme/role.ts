/**
Roles of text on the screen. A theme assigns a style to each role. `level0` to `level4` run from idle to full; `good`,
`warning` and `critical` are severities.
*/
export const roles = [
	'text',
	'muted',
	'border',
	'borderFocused',
	'title',
	'value',
	'key',
	'accent',
	'track',
	'level0',
	'level1',
	'level2',
	'level3',
	'level4',
	'memory',
	'receive',
	'send',
	'good',
	'warning',
	'critical',
	'badge',
	'selected',
] as const;

export type Role = (typeof roles)[number];

/** Returns the role of a percentage on the scale from idle to full. */
export function levelRole(percent: number): Role {
	if (percent < 30) {
		return 'level0';
	}

	if (percent < 55) {
		return 'level1';
	}

	if (percent < 75) {
		return 'level2';
	}

	return percent < 90 ? 'level3' : 'level4';
}
