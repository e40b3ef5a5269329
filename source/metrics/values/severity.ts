/** All severities, the mildest first. */
export const severities = ['note', 'warning', 'critical'] as const;

/**
Severity of an event or a finding. `note`: worth knowing, nothing suffers. `warning`: something suffers or soon will.
`critical`: act now.
*/
export type Severity = (typeof severities)[number];
