#!/bin/sh
# Screen the published cases of examples/cases and print what is found; called by `make run`.
# Each case is screened with all rules, and beside it, two processes at a time, its clean twin with those that found
# something in the case; the tests screen the twins with all rules too.
set -eu
cd "$(dirname "$0")/.."
mingjian=.venv/bin/mingjian
cases=examples/cases
if [ ! -x "$mingjian" ]; then
  echo "没有环境，请先运行 make env。 There is no environment: run make env first." >&2
  exit 2
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

failed() {
  echo "筛查失败： screening failed: $1" >&2
  cat "$2" >&2
  exit 2
}

# case_of FOLDER AS_OF RULES HEADING
case_of() {
  folder=$cases/$1
  printf '\n%s\n%s\n' "== $4" "   $mingjian screen $folder/as-found --as-of $2"
  "$mingjian" screen "$folder/clean-twin" --as-of "$2" --rules "$3" --format jsonl >"$work/twin" 2>"$work/twin-said" &
  twin=$!
  "$mingjian" screen "$folder/as-found" --as-of "$2" 2>"$work/said" || failed "$folder/as-found" "$work/said"
  wait "$twin" || failed "$folder/clean-twin" "$work/twin-said"
  found=$(wc -l <"$work/twin")
  echo "对照数据包（只改了说明问题的几行），同样用 $3：疑点 $((found)) 条。 The clean twin under the same rules: $((found)) findings."
}

echo "五起公布的案例，机构、人员、地点均为虚构。疑点不是违法。"
echo "Five published cases with invented names. A finding is not guilt."
case_of c1-branches-and-management-fees 2021-05-31 LEND-01,NOTI-01,PERS-02 "C1 十六个分支机构交管理费，技术负责人有两个参保单位 · Sixteen branches pay a fee; two insurers for one technical leader"
case_of c2-branch-without-evaluator 2021-05-14 LEND-01,SITE-01 "C2 没有评价师的分支机构写出“未发现重大事故隐患” · A branch without an evaluator reports no major hazard"
case_of c8-disclosure-taken-down 2015-08-31 DISC-02,DISC-05 "C8 事故两天后撤下全部公开信息 · Everything published is taken down two days after an accident"
case_of c11-city-check-of-fourteen-institutions 2020-11-30 DISC-01 "C11 一市检查十四家机构 · A city checks fourteen institutions"
case_of l2-samples-too-close 2026-06-30 PROC-04 "L2 采样间隔不够 · Samples too close together"

cat <<EOF

接着可以 · What to try next
  $mingjian screen $cases/c8-disclosure-taken-down/as-found --as-of 2015-08-31 --format html -o page.html
      逐条写明证据、依据、可能的正当解释和如何核实 · each finding with evidence, law, innocent explanations and how to check
  $mingjian law show notice.before_service --on 2021-05-31
      依据哪一条、见过原文没有 · which article, and whether its text was seen
  docs/explanation/published-cases.md
      每起案例应当提出什么、提不出什么、为什么 · what each case must and cannot give, and why
EOF
