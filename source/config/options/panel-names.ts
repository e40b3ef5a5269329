/** The panels, in the order of the list of panels. */
export const panelNames = [
	'processor',
	'memory',
	'disks',
	'network',
	'gpu',
	'processes',
	'statistics',
	'alerts',
	'limits',
	'pressure',
	'temperatures',
	'hardware',
	'kernel',
	'groups',
] as const;

export type PanelName = (typeof panelNames)[number];
