# says
@problemName Small
@timeStamps false
@missing true
@univariate false
@dimensions 2
@equalLength false
@classLabel true a b
@data
1,2,?:3,4.5,6:a
-1e3,2:NaN,4:b
1,2:3,4:a
7:8:b
9:10:a
1:2:b
