const dayMs = 86_400_000;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Formats a start time in local time as ps does: `14:05` within a day, then `Nov 30`, then the year. */
export function formatStart(startedAtMs: number, nowMs: number): string {
	const date = new Date(startedAtMs);
	const ageMs = nowMs - startedAtMs;
	if (Math.abs(ageMs) < dayMs) {
		return [date.getHours(), date.getMinutes()].map(part => String(part).padStart(2, '0')).join(':');
	}

	return Math.abs(ageMs) < 300 * dayMs
		? `${months[date.getMonth()]} ${String(date.getDate()).padStart(2, '0')}`
		: String(date.getFullYear());
}
