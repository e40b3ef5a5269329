import type {CellState} from '../../diagnosis/finding.js';
import type {Severity} from '../../metrics/values/severity.js';
import type {Glyphs} from '../drawing/glyphs.js';
import type {Role} from '../theme/role.js';

/** Returns the role of a severity, or of a cell of the matrix. */
export function severityRole(severity: CellState): Role {
	switch (severity) {
		case 'critical':
		case 'warning':
			return severity;
		case 'note':
			return 'accent';
		case 'ok':
			return 'good';
		case 'unknown':
			return 'muted';
	}
}

/** Returns the sign of a severity, by which levels differ without colour. */
export function severitySign(severity: Severity, glyphs: Glyphs): string {
	switch (severity) {
		case 'critical':
			return glyphs.critical;
		case 'warning':
			return glyphs.warning;
		case 'note':
			return glyphs.live;
	}
}
