/** Parses `#rrggbb`. */
export function channels(color: string): [red: number, green: number, blue: number] {
	const value = Number.parseInt(color.slice(1), 16);
	return [value >> 16, (value >> 8) & 0xff, value & 0xff];
}

/** Steps of the 6×6×6 colour cube (16–231) of xterm. */
const cubeSteps = [0, 95, 135, 175, 215, 255] as const;

/**
Returns the colour of xterm's 256-colour palette nearest to `#rrggbb`. It is never one of the first 16, which users change.
*/
export function nearestOf256(color: string): number {
	const [red, green, blue] = channels(color);
	const [r, g, b] = [red, green, blue].map(nearestStep) as [number, number, number];
	const cube = 16 + 36 * r + 6 * g + b;
	const greyIndex = Math.max(0, Math.min(23, Math.round(((red + green + blue) / 3 - 8) / 10)));
	const grey = 8 + greyIndex * 10;
	const distance = (x: number, y: number, z: number): number => (x - red) ** 2 + (y - green) ** 2 + (z - blue) ** 2;
	const cubeDistance = distance(cubeSteps[r] ?? 0, cubeSteps[g] ?? 0, cubeSteps[b] ?? 0);
	return distance(grey, grey, grey) < cubeDistance ? 232 + greyIndex : cube;
}

function nearestStep(channel: number): number {
	let best = 0;
	for (const [index, step] of cubeSteps.entries()) {
		if (Math.abs(step - channel) < Math.abs((cubeSteps[best] ?? 0) - channel)) {
			best = index;
		}
	}

	return best;
}

/** The first 16 colours as in xterm; a terminal may show others. */
const basicColors = [
	'#000000',
	'#cd0000',
	'#00cd00',
	'#cdcd00',
	'#0000ee',
	'#cd00cd',
	'#00cdcd',
	'#e5e5e5',
	'#7f7f7f',
	'#ff0000',
	'#00ff00',
	'#ffff00',
	'#5c5cff',
	'#ff00ff',
	'#00ffff',
	'#ffffff',
] as const;

/** Returns the basic colour, 0–15, nearest to `#rrggbb`. */
export function nearestOf16(color: string): number {
	const target = channels(color);
	const distances = basicColors.map(basic =>
		channels(basic).reduce((sum, channel, index) => sum + (channel - (target[index] ?? 0)) ** 2, 0),
	);
	return distances.indexOf(Math.min(...distances));
}

/** Returns a colour of xterm's 256-colour palette as `#rrggbb`. */
export function colorOf256(index: number): string {
	const basic = basicColors[index];
	if (basic !== undefined) {
		return basic;
	}

	const cube = index - 16;
	const grey = 8 + (index - 232) * 10;
	const levels =
		index < 232
			? [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map(step => cubeSteps[step] ?? 0)
			: [grey, grey, grey];
	return `#${levels.map(level => level.toString(16).padStart(2, '0')).join('')}`;
}
