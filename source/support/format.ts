const binaryUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const;
const countUnits = ['', 'k', 'M', 'G', 'T', 'P', 'E'] as const;
const decimalUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'] as const;

/** Text for a missing value. */
export const absent = '--';

/** Formats a count with its noun: `1 sample`, `3 samples`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
	return `${count} ${count === 1 ? one : many}`;
}

/** Formats a size in powers of 1024 with three significant digits: `15.6 GiB`, `180 GiB`, `512 B`. */
export function formatBytes(bytes: number): string {
	return scaled(bytes, 1024, binaryUnits).join(' ');
}

/** Formats a rate in powers of 1000 with two to three significant digits: `1.2 MB/s`, `85 kB/s`, `0 B/s`. */
export function formatRate(bytesPerSecond: number): string {
	return `${scaled(bytesPerSecond, 1000, decimalUnits).join(' ')}/s`;
}

/** Formats a rate for narrow views: `1.2M`, `85k`. */
export function formatShortRate(bytesPerSecond: number): string {
	const [amount, unit] = scaled(bytesPerSecond, 1000, decimalUnits);
	return `${amount}${unit.slice(0, -1)}`;
}

/** Formats a size with a one-letter unit: `1.2G`, `512M`. */
export function formatShortBytes(bytes: number): string {
	const [amount, unit] = scaled(bytes, 1024, binaryUnits);
	return `${amount}${unit.charAt(0)}`;
}

/** Formats a size in powers of 1000: `16.8 GB`. */
export function formatDecimalBytes(bytes: number): string {
	return scaled(bytes, 1000, decimalUnits).join(' ');
}

/** Formats a size in powers of 1000 with a one-letter unit: `16.8G`. */
export function formatShortDecimalBytes(bytes: number): string {
	const [amount, unit] = scaled(bytes, 1000, decimalUnits);
	return `${amount}${unit.charAt(0)}`;
}

/** Formats a count or a rate without a unit: `7`, `950`, `8.20k`, `1.23M`. */
export function formatShortCount(count: number): string {
	return scaled(count, 1000, countUnits).join('');
}

/** Formats a percentage: `25.5%`. */
export function formatPercent(percent: number): string {
	return `${percent.toFixed(1)}%`;
}

/** Formats a duration with two or three units: `3d 04:12`, `04:12:09`, `2m 28s`, `45s`. */
export function formatDuration(seconds: number): string {
	const whole = Math.max(0, Math.floor(seconds));
	const days = Math.floor(whole / 86_400);
	const hours = Math.floor((whole % 86_400) / 3600);
	const minutes = Math.floor((whole % 3600) / 60);
	if (days > 0) {
		return `${days}d ${twoDigits(hours)}:${twoDigits(minutes)}`;
	}

	if (hours > 0) {
		return `${twoDigits(hours)}:${twoDigits(minutes)}:${twoDigits(whole % 60)}`;
	}

	return minutes > 0 ? `${minutes}m ${whole % 60}s` : `${whole}s`;
}

/** Formats a duration in the syntax of settings: `500ms`, `0.5s`, `30s`, `5m`, `1h`. */
export function formatInterval(milliseconds: number): string {
	if (milliseconds >= 3_600_000 && milliseconds % 3_600_000 === 0) {
		return `${milliseconds / 3_600_000}h`;
	}

	return milliseconds >= 60_000 && milliseconds % 60_000 === 0
		? `${milliseconds / 60_000}m`
		: `${Math.round(milliseconds / 10) / 100}s`;
}

/** Formats a time in the local time zone: `10:15:30`. */
export function formatTime(epochMs: number): string {
	const date = new Date(epochMs);
	return [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(':');
}

/** Formats a time with its date in the local time zone: `2026-01-04 10:15:30`. */
export function formatDateTime(epochMs: number): string {
	const date = new Date(epochMs);
	const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(twoDigits).join('-');
	return `${day} ${formatTime(epochMs)}`;
}

/** Formats a frequency in megahertz as gigahertz: `3.20`. */
export function formatGigahertz(megahertz: number): string {
	return (megahertz / 1000).toFixed(2);
}

function twoDigits(value: number): string {
	return String(value).padStart(2, '0');
}

/** Scales a value to the largest unit of which it is at least one, with three digits: `1000 MiB`, `1.00 GiB`. */
function scaled<Unit extends string>(value: number, base: number, units: readonly [Unit, ...Unit[]]): [string, Unit] {
	let amount = Math.abs(value);
	let index = 0;
	while (amount >= base - 0.5 && index < units.length - 1) {
		amount /= base;
		index += 1;
	}

	const digits = index === 0 || amount >= 99.95 ? 0 : amount >= 9.995 ? 1 : 2;
	const text = (value < 0 ? -amount : amount).toFixed(digits);
	return [text, units[index] ?? units[0]];
}
