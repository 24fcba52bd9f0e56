// What Bootstrap keeps. Everything named in templates, forms and scripts stays; the safelist names what is written by
// others at run time: crispy-forms (crispy_bootstrap5's own templates), allauth, Django's widgets, htmx answers.
const root = process.env.FOLLOWTHROUGH_ROOT;

module.exports = {
  content: ["templates/**/*.html", "*/forms/**/*.py", "*/forms.py", "*/templatetags/**/*.py", "static/js/*.js"].map((glob) => `${root}/${glob}`),
  safelist: {
    standard: [
      /^(h[1-6]|hr|p|ul|ol|dl|dt|dd|table|thead|tbody|tfoot|tr|td|th|caption|fieldset|legend|label|input|select|textarea|button)$/,
      /^(form-(control|select|check|check-input|check-label|check-inline|text|label|floating|range|switch)|col-form-label)$/,
      /^(is-(in)?valid|(in)?valid-feedback|was-validated|input-group|input-group-text|has-validation)$/,
      /^(row|g-[0-4]|gx-[0-4]|gy-[0-4]|col|col-auto|col-12|col-(sm|md|lg)-(3|4|6|8|9|12))$/,
      /^(btn|btn-(primary|secondary|danger|link|sm|lg|close)|disabled|active)$/,
      /^(alert|alert-(primary|secondary|success|info|warning|danger|heading|link))$/,
      /^(card|card-(body|title|text|header|footer)|table|table-(sm|hover|responsive)|badge)$/,
      /^(m|p)[tbesxy]?-(0|1|2|3|4|5|auto)$/,
      /^(gap-[0-4]|d-(none|block|inline|flex|grid|inline-flex)|flex-(wrap|column|grow-1)|align-items-(center|start|end|baseline))$/,
      /^(justify-content-(between|center|end|start)|text-(start|end|center|nowrap|break|truncate)|w-100|h-100|fw-(normal|medium|semibold|bold)|fs-6|small)$/,
      /^(radio|checkbox|submit|button|reset|search|number|file|color|date|time|email|password|datetime-local|week|month)$/,
      /^(visually-hidden|visually-hidden-focusable|stretched-link|list-unstyled|img-fluid|float-(start|end))$/,
    ],
  },
  // The dark half of Bootstrap is ours to set (theme.css), and nothing here opens, slides or drops by script.
  blocklist: [/data-bs-theme=dark/, /^(modal|carousel|offcanvas|accordion|dropdown|dropup|dropend|dropstart|tooltip|popover|toast|navbar|placeholder|spinner|list-group|breadcrumb|progress|nav|nav-link|collapse|collapsing|fade|show)(-.*)?$/],
  variables: true,
  keyframes: true,
};
