/*
 * What an SVG may hold: drawing, text and what they refer to within the file. Nothing that runs, animates, leads
 * elsewhere, or holds another document (https://www.w3.org/TR/SVG2/eltindex.html, …/attindex.html, …/propidx.html).
 */
const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/u))

export const elements = words(`
  svg g defs symbol use title desc switch
  path rect circle ellipse line polyline polygon
  text tspan textPath
  linearGradient radialGradient stop pattern clipPath mask marker
  style
  filter feBlend feColorMatrix feComponentTransfer feFuncR feFuncG feFuncB feFuncA feComposite feDropShadow feFlood
  feGaussianBlur feMerge feMergeNode feMorphology feOffset feTile`)

/** Elements whose children are taken as if they stood outside of it: a link's words are words. */
export const unwrapped = words('a')

/** Left out without a word: they draw nothing. */
export const silent = words('metadata title desc')

export const attributes = words(`
  id class style x y x1 y1 x2 y2 cx cy r rx ry fx fy fr width height d points viewBox preserveAspectRatio transform
  dx dy rotate textLength lengthAdjust startOffset method spacing side pathLength
  gradientUnits gradientTransform spreadMethod offset href
  patternUnits patternContentUnits patternTransform clipPathUnits maskUnits maskContentUnits
  markerUnits markerWidth markerHeight refX refY orient
  filterUnits primitiveUnits in in2 result mode type values tableValues slope intercept amplitude exponent operator
  k1 k2 k3 k4 stdDeviation edgeMode radius
  alignment-baseline baseline-shift clip-path clip-rule color color-interpolation color-interpolation-filters
  direction display dominant-baseline fill fill-opacity fill-rule filter flood-color flood-opacity font-family
  font-size font-size-adjust font-stretch font-style font-variant font-weight image-rendering letter-spacing
  marker-end marker-mid marker-start mask mask-type opacity overflow paint-order shape-rendering stop-color
  stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit
  stroke-opacity stroke-width text-anchor text-decoration text-rendering unicode-bidi vector-effect visibility
  white-space word-spacing writing-mode xml:space systemLanguage requiredFeatures`)

/** What an SVG editor writes for itself: left out without a word. */
export const isEditorsOwn = (name: string): boolean =>
  /^(?:xmlns(?::|$)|inkscape:|sodipodi:|sketch:|serif:|rdf:|cc:|dc:|data-|aria-|xml:lang$|version$|baseProfile$|role$|enable-background$|contentS|zoomAndPan$|xlink:(?:title|type|show|actuate)$)/u.test(
    name,
  )
