/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/whin-number-rewriting.h"

#include "core/command/whin-dial-rule.h"
#include "core/phone/whin-call.h"
#include "core/service/whin-xml.h"

#include <string.h>

typedef enum {
  STARTS_WITH,
  DOESNT_START_WITH,
  EQUALS,
  LENGTH_EQUALS,
  LONGER_THAN,
  SHORTER_THAN,
  N_CONDITIONS
} ConditionType;

typedef enum { PREPEND, APPEND, REPLACE, OVERRIDE_DIAL_ACTION, N_ACTIONS } ActionType;

static const char *const condition_names[N_CONDITIONS] = {
    "startsWith", "doesntStartWith", "equals", "lengthEquals", "longerThan", "shorterThan",
};
static const char *const action_names[N_ACTIONS] = {
    "prepend",
    "append",
    "replace",
    "overrideDialAction",
};

typedef struct {
  guint type; /* ConditionType or ActionType */
  char *parameter;
} Part;

typedef struct {
  GArray *conditions; /* of Part */
  GArray *actions;
} Rule;

struct _WhinNumberRewriting {
  GPtrArray *rules; /* of Rule */
};

static void
part_clear (gpointer data)
{
  g_free (((Part *)data)->parameter);
}

static void
rule_free (gpointer data)
{
  Rule *rule = data;

  g_array_unref (rule->conditions);
  g_array_unref (rule->actions);
  g_free (rule);
}

static GArray *
make_parts (void)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (Part));

  g_array_set_clear_func (parts, part_clear);
  return parts;
}

/* <conditions> or <actions>: elements called @name, with `type` and `param`. */
static gboolean
read_parts (
    const char *xml, const char *name, const char *const *types, guint n_types, GArray *parts)
{
  g_autoptr (WhinXml) list = whin_xml_parse (xml, strlen (xml), NULL);

  if (list == NULL || list->children->len > WHIN_NUMBER_REWRITING_MAX_PARTS)
    return FALSE;
  for (guint i = 0; i < list->children->len; i++) {
    const WhinXmlChild *child = g_ptr_array_index (list->children, i);
    const char *type = whin_xml_attribute (child->attributes, "type");
    const char *parameter = whin_xml_attribute (child->attributes, "param");
    Part part = {0, NULL};

    if (strcmp (child->name, name) != 0 || type == NULL)
      return FALSE;
    while (part.type < n_types && strcmp (types[part.type], type) != 0)
      part.type++;
    if (parameter == NULL)
      parameter = "";
    if (part.type == n_types || strlen (parameter) > WHIN_NUMBER_REWRITING_MAX_PARAMETER)
      return FALSE;
    part.parameter = g_strdup (parameter);
    g_array_append_val (parts, part);
  }
  return TRUE;
}

/* Bytes at the beginning of the number that are known after @condition; @named: before it. */
static gsize
count_named (const Part *condition, gsize named)
{
  return condition->type == STARTS_WITH || condition->type == EQUALS ? strlen (condition->parameter)
                                                                     : named;
}

/* Whether each `replace` has something to replace. */
static gboolean
can_replace (const Rule *rule)
{
  gsize named = 0;

  for (guint i = 0; i < rule->conditions->len; i++)
    named = count_named (&g_array_index (rule->conditions, Part, i), named);
  for (guint i = 0; i < rule->actions->len; i++) {
    const Part *action = &g_array_index (rule->actions, Part, i);

    if (action->type == PREPEND) {
      named = 0;
    } else if (action->type == REPLACE) {
      if (named == 0)
        return FALSE;
      named = strlen (action->parameter);
    }
  }
  return TRUE;
}

/* <conditions> and <actions>, each once at most, in any order; nothing else. */
static gboolean
read_children (const WhinXml *rule_xml, Rule *rule)
{
  gboolean has_conditions = FALSE;
  gboolean has_actions = FALSE;

  for (guint i = 0; i < rule_xml->children->len; i++) {
    const WhinXmlChild *child = g_ptr_array_index (rule_xml->children, i);
    gboolean is_conditions = strcmp (child->name, "conditions") == 0;
    gboolean *has = is_conditions ? &has_conditions : &has_actions;

    if ((!is_conditions && strcmp (child->name, "actions") != 0) || *has)
      return FALSE;
    *has = TRUE;
    if (!child->is_tree && *child->value != '\0')
      return FALSE;
    if (child->is_tree && !(is_conditions ? read_parts (child->value, "condition", condition_names,
                                                        N_CONDITIONS, rule->conditions)
                                          : read_parts (child->value, "action", action_names,
                                                        N_ACTIONS, rule->actions)))
      return FALSE;
  }
  return *rule_xml->text == '\0';
}

static Rule *
read_rule (const char *xml)
{
  g_autoptr (WhinXml) rule_xml = whin_xml_parse (xml, strlen (xml), NULL);
  Rule *rule;

  if (rule_xml == NULL)
    return NULL;
  rule = g_new0 (Rule, 1);
  rule->conditions = make_parts ();
  rule->actions = make_parts ();
  if (read_children (rule_xml, rule) && can_replace (rule))
    return rule;
  rule_free (rule);
  return NULL;
}

static guint
count_digits (const char *number)
{
  guint count = 0;

  for (; *number != '\0'; number++)
    count += g_ascii_isdigit (*number);
  return count;
}

static gboolean
holds (const Part *condition, const char *number)
{
  guint64 length = 0;
  gboolean is_length =
      g_ascii_string_to_unsigned (condition->parameter, 10, 0, WHIN_CALL_MAX_NUMBER, &length, NULL);

  switch ((ConditionType)condition->type) {
  case STARTS_WITH:
    return g_str_has_prefix (number, condition->parameter);
  case DOESNT_START_WITH:
    return !g_str_has_prefix (number, condition->parameter);
  case EQUALS:
    return strcmp (number, condition->parameter) == 0;
  case LENGTH_EQUALS:
    return is_length && count_digits (number) == length;
  case LONGER_THAN:
    return is_length && count_digits (number) > length;
  case SHORTER_THAN:
    return is_length && count_digits (number) < length;
  case N_CONDITIONS:
  default:
    return FALSE;
  }
}

/* @named: bytes at the beginning of the number that a condition named */
static gboolean
all_hold (const Rule *rule, const char *number, gsize *named)
{
  *named = 0;
  for (guint i = 0; i < rule->conditions->len; i++) {
    const Part *condition = &g_array_index (rule->conditions, Part, i);

    if (!holds (condition, number))
      return FALSE;
    *named = count_named (condition, *named);
  }
  return TRUE;
}

static gboolean
is_number (const char *text)
{
  return *text != '\0' && strlen (text) <= WHIN_CALL_MAX_NUMBER &&
         strspn (text, "+0123456789*#") == strlen (text) && strchr (text + 1, '+') == NULL;
}

static char *
rewrite (const Rule *rule, const char *number, gsize named, enum cmduri_dial_action *action)
{
  g_autoptr (GString) text = g_string_new (number);

  for (guint i = 0; i < rule->actions->len; i++) {
    const Part *part = &g_array_index (rule->actions, Part, i);

    switch ((ActionType)part->type) {
    case PREPEND:
      g_string_prepend (text, part->parameter);
      named = 0; /* it stands elsewhere now */
      break;
    case APPEND:
      g_string_append (text, part->parameter);
      break;
    case REPLACE:
      g_string_erase (text, 0, (gssize)named);
      g_string_prepend (text, part->parameter);
      named = strlen (part->parameter);
      break;
    case OVERRIDE_DIAL_ACTION:
      *action =
          cmduri_dial_action_find ((struct cmduri_text){part->parameter, strlen (part->parameter)});
      break;
    case N_ACTIONS:
    default:
      break;
    }
  }
  return g_strdup (is_number (text->str) ? text->str : number);
}

WhinNumberRewriting *
whin_number_rewriting_new (const char *xml)
{
  WhinNumberRewriting *self = g_new0 (WhinNumberRewriting, 1);
  g_autoptr (WhinXml) list = NULL;

  self->rules = g_ptr_array_new_with_free_func (rule_free);
  if (xml == NULL || *xml == '\0')
    return self;
  list = whin_xml_parse (xml, strlen (xml), NULL);
  if (list == NULL || strcmp (list->root, "rewriting") != 0)
    return self;
  for (guint i = 0; i < list->children->len && self->rules->len < WHIN_NUMBER_REWRITING_MAX_RULES;
       i++) {
    const WhinXmlChild *child = g_ptr_array_index (list->children, i);
    Rule *rule = NULL;

    if (strcmp (child->name, "rule") == 0 && child->is_tree)
      rule = read_rule (child->value);
    if (rule != NULL)
      g_ptr_array_add (self->rules, rule);
  }
  return self;
}

void
whin_number_rewriting_free (WhinNumberRewriting *self)
{
  g_ptr_array_unref (self->rules);
  g_free (self);
}

guint
whin_number_rewriting_count (const WhinNumberRewriting *self)
{
  return self->rules->len;
}

char *
whin_number_rewriting_apply (const WhinNumberRewriting *self,
                             const char *number,
                             enum cmduri_dial_action *action)
{
  enum cmduri_dial_action found = CMDURI_DIAL_ACTION_NONE;
  g_autofree char *rewritten = NULL;

  if (is_number (number) && !whin_dial_rule_guards (number)) {
    for (guint i = 0; i < self->rules->len && rewritten == NULL; i++) {
      const Rule *rule = g_ptr_array_index (self->rules, i);
      gsize named;

      if (all_hold (rule, number, &named))
        rewritten = rewrite (rule, number, named, &found);
    }
  }
  if (action != NULL)
    *action = found;
  return rewritten != NULL ? g_steal_pointer (&rewritten) : g_strdup (number);
}
