/** The groups of actions in the help, in its order, with their titles. */
export const actionGroups = {
	general: 'General',
	hosts: 'Several hosts',
	move: 'Move',
	list: 'Process list',
	process: 'Selected process',
	alerts: 'Alerts and events',
	view: 'Views and panels',
	time: 'Time',
} as const;

export type ActionGroup = keyof typeof actionGroups;
