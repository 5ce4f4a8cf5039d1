package io.storyportal.tools.datasets.query;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a question asks for.
 *
 * @param aggregate COUNT over rows when it has no column; null asks for rows
 * @param most rows wanted; 0 for all
 */
record Interpretation(
        @Nullable Aggregate aggregate,
        @Nullable String column,
        @Nullable String groupBy,
        List<Condition> conditions,
        Order order,
        int most) {

    private static final String NUMBER_PLACE = "cast(? as numeric)";

    enum Aggregate {
        COUNT("number"),
        DISTINCT("number of different values"),
        SUM("sum"),
        AVERAGE("average"),
        MIN("lowest value"),
        MAX("highest value"),
        MEDIAN("median"),
        MISSING("number of missing values");

        final String words;

        Aggregate(String words) {
            this.words = words;
        }
    }

    enum Order {
        NONE,
        HIGHEST,
        LOWEST
    }

    /** @param operator one of = <> < <= > >= like */
    record Condition(String column, String operator, String value, boolean number) {
        String words() {
            return column + " " + ("like".equals(operator) ? "contains" : operator) + " " + value;
        }

        String parameter() {
            return "like".equals(operator) ? "%" + value + "%" : value;
        }
    }

    List<String> parameters() {
        return conditions.stream().map(Condition::parameter).toList();
    }

    String sql() {
        if (aggregate == null) {
            String by = column == null ? "" : " order by " + name(column) + direction();
            return "select * from data" + where(List.of()) + by + limit();
        }
        if (aggregate == Aggregate.MEDIAN) {
            return median();
        }
        String value = expression(aggregate) + " as " + name(label());
        if (groupBy == null) {
            return "select " + value + " from data" + where(List.of()) + limit();
        }
        return "select " + name(groupBy) + ", " + value + " from data" + where(List.of(name(groupBy) + " is not null"))
                + " group by " + name(groupBy) + " order by 2" + direction() + ", 1" + limit();
    }

    private String median() {
        String group = groupBy == null ? "" : name(groupBy) + ", ";
        String partition = groupBy == null ? "" : "partition by " + name(groupBy) + " ";
        String value = name(java.util.Objects.requireNonNull(column));
        String inner = "select " + group + value + " as v, row_number() over (" + partition + "order by " + value
                + ") as n, count(*) over (" + (groupBy == null ? "" : "partition by " + name(groupBy))
                + ") as c from data"
                + where(List.of(value + " is not null"));
        String outer = "select " + group + "avg(v) as " + name(label()) + " from (" + inner
                + ") where n in ((c + 1) / 2, (c + 2) / 2)";
        return groupBy == null ? outer : outer + " group by " + name(groupBy) + " order by 2" + direction() + limit();
    }

    private String expression(Aggregate wanted) {
        if (column == null) {
            return "count(*)";
        }
        String value = name(column);
        return switch (wanted) {
            case COUNT -> "count(" + value + ")";
            case DISTINCT -> "count(distinct " + value + ")";
            case SUM -> "sum(" + value + ")";
            case AVERAGE, MEDIAN -> "avg(" + value + ")";
            case MIN -> "min(" + value + ")";
            case MAX -> "max(" + value + ")";
            case MISSING -> "count(*) - count(" + value + ")";
        };
    }

    String label() {
        String what =
                switch (java.util.Objects.requireNonNull(aggregate)) {
                    case COUNT -> "count";
                    case DISTINCT -> "distinct";
                    case SUM -> "sum";
                    case AVERAGE -> "average";
                    case MIN -> "min";
                    case MAX -> "max";
                    case MEDIAN -> "median";
                    case MISSING -> "missing";
                };
        return column == null ? what : what + "_" + column;
    }

    private String where(List<String> more) {
        List<String> parts = new ArrayList<>(more);
        for (Condition each : conditions) {
            boolean text = !each.number();
            parts.add(name(each.column()) + " " + each.operator() + " " + (text ? "?" : NUMBER_PLACE)
                    + (text && !"like".equals(each.operator()) ? " collate nocase" : ""));
        }
        return parts.isEmpty() ? "" : " where " + String.join(" and ", parts);
    }

    private String direction() {
        return order == Order.LOWEST ? " asc" : order == Order.HIGHEST || groupBy != null ? " desc" : "";
    }

    private String limit() {
        return most > 0 ? " limit " + most : "";
    }

    private static String name(String column) {
        return DataTable.quoted(column);
    }

    /** With the values written in, for people to read and to send again. */
    String readableSql() {
        StringBuilder sql = new StringBuilder(sql());
        int from = 0;
        for (Condition each : conditions) {
            String value =
                    each.number() ? each.parameter() : "'" + each.parameter().replace("'", "''") + "'";
            String place = each.number() ? NUMBER_PLACE : "?";
            int at = sql.indexOf(place, from);
            sql.replace(at, at + place.length(), value);
            from = at + value.length();
        }
        return sql.toString();
    }

    String words() {
        StringBuilder words = new StringBuilder();
        if (aggregate == null) {
            words.append("rows");
        } else {
            words.append(aggregate.words).append(" of ").append(column == null ? "rows" : column);
        }
        if (groupBy != null) {
            words.append(" for each ").append(groupBy);
        }
        if (!conditions.isEmpty()) {
            words.append(" where ")
                    .append(String.join(
                            " and ", conditions.stream().map(Condition::words).toList()));
        }
        if (order != Order.NONE) {
            words.append(order == Order.HIGHEST ? ", highest first" : ", lowest first");
        }
        return most > 0 ? words.append(", at most ").append(most).toString() : words.toString();
    }
}
