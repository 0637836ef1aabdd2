/** A note with everything that a note can have. */
export const SAMPLE = String.raw`# A walk along the quay

See [his other notes](64214a1d.md), [one not yet written](64214a2e.md), https://example.com/logbooks and [a part](#to-do). #harbour

H<sub>2</sub>O, <kbd>Ctrl</kbd>, ~~certain~~.[^1]

## To do

- [x] Copy the entry
- [ ] Ask the archive
  - [ ] and about the letter

| Year | Words |
| ---- | ----: |
| 1874 | 52,977 |

${'```'}ts
export const light = (at: Date): number => 1.5;
${'```'}

Inline $e^{i\pi} + 1 = 0$, and apart:

$$
\int_0^1 x\,dx = \pmb{\frac12} \quad \fcolorbox{red}{white}{y}
$$

${'```'}mermaid
flowchart LR
  A[Note] -->|links| B(Other note)
${'```'}

![The quay](/api/v1/resources/12)

![a map](https://tracker.example.com/map.png)

[^1]: A short one.
`;
