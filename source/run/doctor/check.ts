/** The groups of checks, in the order of the output. */
export const checkGroups = ['metrics', 'permissions', 'kernel and services', 'terminal', 'program'] as const;

export type CheckGroup = (typeof checkGroups)[number];

/** The states of a check. */
export const checkStates = ['ok', 'limited', 'failed', 'absent', 'off'] as const;

/**
The result of a check: `ok`; `limited`, if a part is missing; `failed`, if something that should work does not; `absent`, if the
machine does not have it; `off`, if the configuration disables it.
*/
export type CheckState = (typeof checkStates)[number];

/** One thing that was checked. The texts may contain names of files, but no secrets. */
export type Check = {
	readonly group: CheckGroup;
	/** What was checked: `kernel log`. */
	readonly name: string;
	readonly state: CheckState;
	/** What was found, and why. */
	readonly found: string;
	/** How to get what is missing: a command or a setting. */
	readonly help?: string | undefined;
};
